using System.Collections.Frozen;
using System.Globalization;
using Precocial.Tasks;

namespace Precocial.Search;

/// <summary>Recorded measurements of networks: a CSV file with a header, one row a network.</summary>
/// <remarks>Fields are separated by commas and not quoted. Only the columns asked for must be
/// numbers.</remarks>
public sealed class EvaluationTable
{
    private readonly FrozenDictionary<string, double[]> _rows;
    private readonly string[] _columns;

    private EvaluationTable(string path, string[] columns, FrozenDictionary<string, double[]> rows) =>
        (Path, _columns, _rows) = (path, columns, rows);

    /// <summary>Where it was read from.</summary>
    public string Path { get; }

    /// <summary>How many networks it has.</summary>
    public int Count => _rows.Count;

    /// <summary>Reads a table.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="keyColumn">The column that names a row's network.</param>
    /// <param name="columns">The columns with numbers to keep.</param>
    /// <exception cref="DataException">The file cannot be read, lacks a column, repeats a network, or has
    /// something else where a number is expected: one line with file and line number.</exception>
    public static EvaluationTable Read(string path, string keyColumn, params ReadOnlySpan<string> columns)
    {
        try
        {
            using var reader = new StreamReader(path);
            string[] header = (reader.ReadLine() ?? "").Split(',');
            int key = IndexOf(path, header, keyColumn);
            var wanted = new int[columns.Length];
            for (int i = 0; i < wanted.Length; i++)
                wanted[i] = IndexOf(path, header, columns[i]);
            return new(path, columns.ToArray(), ReadRows(path, reader, header.Length, key, wanted));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} cannot be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Whether there is a row for a network.</summary>
    public bool Has(string key) => _rows.ContainsKey(key);

    /// <summary>A number of the table.</summary>
    /// <exception cref="DataException">There is no row for this network.</exception>
    /// <exception cref="ArgumentException">The column was not kept.</exception>
    public double this[string key, string column]
    {
        get
        {
            int index = Array.IndexOf(_columns, column);
            if (index < 0)
                throw new ArgumentException($"The table was read without the column '{column}'.",
                    nameof(column));
            return _rows.TryGetValue(key, out var row)
                ? row[index]
                : throw new DataException(
                    $"{Path} has no row for {key}, only {Count} others. Give the whole table.");
        }
    }

    private static FrozenDictionary<string, double[]> ReadRows(
        string path, StreamReader reader, int width, int key, int[] wanted)
    {
        var rows = new Dictionary<string, double[]>();
        for (int line = 2; reader.ReadLine() is { } text; line++)
        {
            string[] fields = text.Split(',');
            if (fields.Length != width)
            {
                throw new DataException(
                    $"{path}, line {line}: expected {width} fields as in the header, but found "
                    + $"{fields.Length}.");
            }
            if (!rows.TryAdd(fields[key], Array.ConvertAll(wanted, w => Number(path, line, fields[w]))))
                throw new DataException($"{path}, line {line}: a second row for {fields[key]}. Keep one.");
        }
        return rows.ToFrozenDictionary();
    }

    private static int IndexOf(string path, string[] header, string column)
    {
        int index = Array.IndexOf(header, column);
        return index >= 0 ? index : throw new DataException(
            $"{path}, line 1: there is no column '{column}'; the columns are {string.Join(", ", header)}.");
    }

    private static double Number(string path, int line, string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value)
            ? value
            : throw new DataException($"{path}, line {line}: expected a number, but found '{field}'.");
}
