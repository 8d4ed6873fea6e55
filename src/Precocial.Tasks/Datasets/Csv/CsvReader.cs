using System.Globalization;
using System.Text;
using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Reads a CSV file (RFC 4180, also .gz): one sample a line, one column the class, the others
/// numbers.</summary>
/// <remarks>The separator is a comma, or else a semicolon or a tab. UTF-8 with or without a byte order mark.
/// Blank lines are skipped. Numbers are written as in C: 1.5, -2e3.</remarks>
public static class CsvReader
{
    private const int MostColumns = 1 << 20, MostQuoted = 40;

    /// <summary>Reads a file.</summary>
    /// <returns>Inputs of shape [lines, features]; the name is the file's without extension.</returns>
    /// <exception cref="DataException">The file cannot be read; the message names the line and the
    /// column.</exception>
    public static Dataset Read(string path, CsvOptions? options = null) =>
        Parse(DataFile.ReadBytes(path), path, options ?? new()).ToDataset(DataFile.NameOf(path));

    internal static CsvTable Parse(ReadOnlySpan<byte> text, string path, CsvOptions options)
    {
        var columns = Columns(text, path, out bool header, options);
        int label = LabelColumn(columns, path, header, options);
        var cursor = new CsvCursor(text, path);
        if (header)
            Skip(ref cursor);
        var values = new List<float>();
        var labels = new CsvLabels(path);
        while (!cursor.AtEnd)
            ReadRecord(ref cursor, columns, label, values, labels, path);
        if (labels.Count == 0)
            throw new DataException($"{path}: no line after the header, but samples were expected.");
        var (classes, names) = labels.Finish(columns[label]);
        return new CsvTable(values, columns.Length - 1, classes, names);
    }

    private static void ReadRecord(
        ref CsvCursor cursor, string[] columns, int label, List<float> values, CsvLabels labels, string path)
    {
        int line = cursor.Line, column = 0;
        for (bool last = false; !last; column++)
        {
            int at = cursor.Line;
            var field = cursor.Next(out last);
            if (column >= columns.Length || (last && column < columns.Length - 1))
                throw new DataException($"{path}, line {line}: "
                    + $"{(last ? column + 1 : $"more than {columns.Length}")} fields, but the first line has "
                    + $"{columns.Length}. Add or remove separators, or quote the field.");
            if (column == label)
                labels.Add(field, at, columns[column]);
            else
                values.Add(Number(field, at, columns[column], path));
        }
    }

    private static float Number(ReadOnlySpan<byte> field, int line, string column, string path)
    {
        if (float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out float value)
            && float.IsFinite(value))
        {
            return value;
        }
        string where = $"{path}, line {line}, column '{column}'";
        if (field.IsEmpty)
            throw new DataException($"{where}: the value is missing. Fill it in, or remove the line.");
        string text = Quote(field);
        throw new DataException(float.IsNaN(value) || float.IsInfinity(value)
            ? $"{where}: {text} is not a finite number. Replace it, or remove the line."
            : $"{where}: {text} is not a number. Encode the column as numbers, remove it, or name it as the "
                + "label.");
    }

    /// <summary>The names of the columns: from the header, or "1", "2", ...</summary>
    private static string[] Columns(ReadOnlySpan<byte> text, string path, out bool header, CsvOptions options)
    {
        var cursor = new CsvCursor(text, path);
        if (cursor.AtEnd)
            throw new DataException($"{path}: empty, but lines of comma-separated values were expected.");
        var names = new List<string>();
        bool words = false;
        for (bool last = false, wasWord = false; !last;)
        {
            var field = cursor.Next(out last);
            // The last column may be a label in words: only a word before it shows a header.
            words |= wasWord;
            wasWord = !float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                && !field.IsEmpty;
            names.Add(Quote(field).Trim('\''));
            if (names.Count > MostColumns)
                throw new DataException($"{path}, line 1: more than {MostColumns} columns. Check the line "
                    + "ends.");
        }
        if (names.Count < 2)
            throw new DataException($"{path}, line 1: one column, but at least a feature and a label were "
                + "expected, separated by commas.");
        bool isHeader = header = options.Header ?? (words || options.LabelColumn is not null);
        return [.. names.Select((name, i) => isHeader && name.Length > 0 ? name : $"{i + 1}")];
    }

    private static int LabelColumn(string[] columns, string path, bool header, CsvOptions options)
    {
        if (options.LabelColumn is not { } wanted)
            return columns.Length - 1;
        int found = Array.IndexOf(columns, wanted);
        return found >= 0 ? found : throw new DataException($"{path}: no column is called '{wanted}'. "
            + (header ? $"It has {Names.Some(columns)}." : "It has no header line."));
    }

    private static void Skip(ref CsvCursor cursor)
    {
        for (bool last = false; !last;)
            cursor.Next(out last);
    }

    private static string Quote(ReadOnlySpan<byte> field)
    {
        string text = Encoding.UTF8.GetString(field.Length <= MostQuoted ? field : field[..MostQuoted]);
        return $"'{Names.OneLine(text)}{(field.Length <= MostQuoted ? "" : "...")}'";
    }
}
