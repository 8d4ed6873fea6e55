using System.Globalization;
using System.Text;

namespace Precocial.Tasks;

/// <summary>Turns the texts of a label column into classes, ordered by number where all are whole numbers,
/// and by character code where not.</summary>
internal sealed class CsvLabels(string path)
{
    private const int MostClasses = 10_000, MostCharacters = 200;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<int> _labels = [];

    public int Count => _labels.Count;

    public void Add(ReadOnlySpan<byte> text, int line, string column)
    {
        if (text.IsEmpty)
            throw new DataException($"{path}, line {line}: the label in column '{column}' is missing. Fill "
                + "it in, or remove the line.");
        Span<char> characters = stackalloc char[MostCharacters];
        if (!Encoding.UTF8.TryGetChars(text, characters, out int length))
            throw new DataException($"{path}, line {line}: the label in column '{column}' has {text.Length} "
                + $"bytes, but a class name has at most {MostCharacters} characters. Name the label column.");
        var lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(characters[..length], out int number))
        {
            number = _numbers.Count;
            if (number == MostClasses)
                throw new DataException($"{path}, line {line}: column '{column}' has more than {MostClasses} "
                    + "different values, but labels are classes. Name the label column.");
            lookup[characters[..length]] = number;
        }
        _labels.Add(number);
    }

    /// <summary>The classes in order, and the label of each record.</summary>
    public (int[] Labels, string[] Names) Finish(string column)
    {
        var texts = _numbers.Keys.ToArray();
        bool numeric = Array.TrueForAll(texts, IsNumber);
        if (numeric && texts.FirstOrDefault(t => Number(t) != Math.Floor(Number(t))) is { } fraction)
            throw new DataException($"{path}: labels are classes, but column '{column}' holds the number "
                + $"{fraction}. Name the label column, or cut its values into classes.");
        var names =
            Array.ConvertAll(texts, t => numeric ? Number(t).ToString(CultureInfo.InvariantCulture) : t);
        var ordered = numeric
            ? names.Distinct().OrderBy(Number).ToArray()
            : [.. names.Order(StringComparer.Ordinal)];
        var place = ordered.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var rank = Array.ConvertAll(names, name => place[name]);
        return ([.. _labels.Select(label => rank[label])], ordered);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double n)
            && double.IsFinite(n);
}
