using System.Globalization;

namespace Precocial.Tasks.Tests;

/// <summary>A golden CSV file with a header line: cells by row and column name.</summary>
internal sealed class GoldenTable
{
    private readonly Dictionary<string, int> _columns;
    private readonly string[][] _rows;

    private GoldenTable(string[] lines)
    {
        _columns = lines[0].Split(',').Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i);
        _rows = [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','))];
    }

    /// <summary>Rows without the header.</summary>
    public int Count => _rows.Length;

    public static GoldenTable Read(string path) => new(File.ReadAllLines(path));

    public string Text(int row, string column) => _rows[row][_columns[column]];

    public double Double(int row, string column) =>
        double.Parse(Text(row, column), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Nine digits are enough to give back the very float that was written.</summary>
    public float Float(int row, string column) =>
        float.Parse(Text(row, column), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>A double as it comes back from a file of so many digits.</summary>
    public static double Printed(double value, int digits) => double.Parse(
        value.ToString($"G{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
