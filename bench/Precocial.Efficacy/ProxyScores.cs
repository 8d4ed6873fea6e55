using System.Collections.Concurrent;
using System.Globalization;
using Precocial.Search;

namespace Precocial.Efficacy;

/// <summary>Scores of cells in a CSV file: what is in it is not computed again.</summary>
internal sealed class ProxyScores
{
    private const int SaveEvery = 10;

    private readonly ConcurrentDictionary<(string Cell, string Proxy), double> _scores = [];
    private readonly string? _path;
    private readonly string[] _cells;
    private readonly double[] _accuracies;
    private readonly Lock _gate = new();
    private int _finished;

    /// <summary>The scores of some cells, with their recorded accuracies beside them.</summary>
    /// <param name="path">The file, which may not be there yet; null for none.</param>
    /// <param name="cells">The cells, in the order of the file's rows.</param>
    /// <param name="accuracies">One for each.</param>
    public ProxyScores(string? path, string[] cells, double[] accuracies)
    {
        (_path, _cells, _accuracies) = (path, cells, accuracies);
        if (!File.Exists(path))
            return;
        string[][] lines = [.. File.ReadLines(path).Select(line => line.Split(','))];
        foreach (string[] row in lines.Skip(1))
        {
            for (int i = 2; i < row.Length; i++)
            {
                if (row[i].Length > 0)
                    _scores[(row[0], lines[0][i])] = double.Parse(row[i], CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>A proxy's scores, in the order of the cells.</summary>
    public double[] Of(IProxy proxy) => [.. _cells.Select(cell => _scores[(cell, proxy.Name)])];

    /// <summary>The proxies that a cell has no score of yet.</summary>
    public IEnumerable<IProxy> Missing(string cell) =>
        ProxyCatalog.All.Where(proxy => !_scores.ContainsKey((cell, proxy.Name)));

    public void Add(string cell, IProxy proxy, double score) => _scores[(cell, proxy.Name)] = score;

    /// <summary>Says that a cell is done; writes the file now and then.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            if (++_finished % SaveEvery == 0 || _finished == _cells.Length)
                Save();
        }
    }

    private void Save()
    {
        if (_path is null)
            return;
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine($"cell,c10_test_200ep,{string.Join(',', ProxyCatalog.Names)}");
        for (int i = 0; i < _cells.Length; i++)
        {
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_cells[i]},{_accuracies[i]},")
                + string.Join(',', ProxyCatalog.Names.Select(name => Text(_cells[i], name))));
        }
        File.WriteAllText(_path, text.ToString());
    }

    private string Text(string cell, string proxy) => _scores.TryGetValue((cell, proxy), out double score)
        ? score.ToString("G7", CultureInfo.InvariantCulture)
        : "";
}
