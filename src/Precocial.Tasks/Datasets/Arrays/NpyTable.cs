using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>One NPY array as a table, like a CSV file: each row a sample, the last column its
/// class.</summary>
internal static class NpyTable
{
    public static Dataset ToDataset(StoredArray array, string name)
    {
        if (array.Axes.Length != 2 || array.Axes[1] < 2)
            throw new DataException($"{array.Source}: shape [{string.Join(", ", array.Axes)}], but without "
                + "labels beside it an array must be a table [samples, features + 1] with the class last. "
                + "Put x.npy and y.npy in one folder, or both in an .npz file.");
        int rows = array.Axes[0], columns = array.Axes[1], features = columns - 1;
        var table = array.ToTensor();
        var inputs = Tensor.Zeros([rows, features]);
        var labels = new float[rows];
        for (int i = 0; i < rows; i++)
        {
            var row = table.Span.Slice(i * columns, columns);
            row[..features].CopyTo(inputs.Span[(i * features)..]);
            labels[i] = row[features];
        }
        Finite.Check(inputs.Span, features, array.Source);
        var (classes, names) = ClassNumbers.From(labels, array.Source);
        return new Dataset(name, inputs, classes, names);
    }
}
