namespace Precocial.Tasks;

/// <summary>Finds inputs and labels among arrays by their usual names.</summary>
internal static class NamedArrays
{
    // In the order of preference; each pair of names belongs together.
    private static readonly (string Inputs, string Labels)[] Whole =
    [
        ("x", "y"), ("data", "labels"), ("data", "target"), ("data", "label"), ("images", "labels"),
        ("inputs", "labels"), ("features", "labels"), ("arr_0", "arr_1"),
    ];

    private static readonly (string Inputs, string Labels, string TestInputs, string TestLabels)[] Parts =
    [
        ("x_train", "y_train", "x_test", "y_test"),
        ("train_images", "train_labels", "test_images", "test_labels"),
        ("train_x", "train_y", "test_x", "test_y"),
    ];

    /// <summary>The arrays of a data set, or null where no known pair of names is there.</summary>
    /// <param name="names">What there is; case does not matter.</param>
    /// <param name="open">Reads one of them.</param>
    public static ArrayParts? Find(IReadOnlyCollection<string> names, Func<string, StoredArray> open)
    {
        string? Actual(string name) =>
            names.FirstOrDefault(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
        foreach (var (x, y, testX, testY) in Parts)
        {
            if (Actual(x) is not { } inputs || Actual(y) is not { } labels)
                continue;
            return Actual(testX) is { } testInputs && Actual(testY) is { } testLabels
                ? new ArrayParts(open(inputs), open(labels), open(testInputs), open(testLabels))
                : new ArrayParts(open(inputs), open(labels));
        }
        foreach (var (x, y) in Whole)
        {
            if (Actual(x) is { } inputs && Actual(y) is { } labels)
                return new ArrayParts(open(inputs), open(labels));
        }
        return null;
    }
}
