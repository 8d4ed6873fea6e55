using System.Globalization;

namespace Precocial.Tasks;

/// <summary>Turns an array of numbers into classes: one for each different whole number, in order.</summary>
internal static class ClassNumbers
{
    private const int MostClasses = 10_000;

    public static (int[] Labels, string[] Names) From(ReadOnlySpan<float> numbers, string source)
    {
        var seen = new SortedDictionary<float, int>();
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!float.IsFinite(numbers[i]) || numbers[i] != MathF.Floor(numbers[i]))
                throw new DataException(string.Create(CultureInfo.InvariantCulture, $"{source}: labels are "
                    + $"whole numbers, but that of sample {i} is {numbers[i]}. Number the classes."));
            seen[numbers[i]] = 0;
            if (seen.Count > MostClasses)
                throw new DataException($"{source}: more than {MostClasses} different labels, but labels are "
                    + "classes. Check which array is the labels.");
        }
        foreach (var (number, place) in seen.Keys.Select((n, i) => (n, i)).ToArray())
            seen[number] = place;
        var labels = new int[numbers.Length];
        for (int i = 0; i < labels.Length; i++)
            labels[i] = seen[numbers[i]];
        return (labels, [.. seen.Keys.Select(n => n.ToString("R", CultureInfo.InvariantCulture))]);
    }
}
