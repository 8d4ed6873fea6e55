using System.Globalization;
using Precocial.Search;

namespace Precocial.Efficacy;

/// <summary>NASLib's recorded scores of cells of NAS-Bench-201: a CSV file, some of whose fields are empty or
/// infinite.</summary>
internal sealed class RecordedScores
{
    private readonly string[] _columns;
    private readonly Dictionary<string, string[]> _rows;

    public RecordedScores(string path)
    {
        string[] lines = File.ReadAllLines(path);
        _columns = lines[0].Split(',');
        int cell = Array.IndexOf(_columns, "cell");
        _rows = lines.Skip(1).Select(line => line.Split(',')).ToDictionary(row => row[cell]);
        Cells = [.. _rows.Keys];
    }

    /// <summary>The recorded cells, in the file's order.</summary>
    public IReadOnlyList<string> Cells { get; }

    /// <summary>A recorded score; null where there is none.</summary>
    public double? Find(string cell, IProxy proxy)
    {
        string field = _rows[cell][Array.IndexOf(_columns, proxy.Name)];
        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : null;
    }
}
