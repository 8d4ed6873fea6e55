using System.Text.Json;

namespace Precocial.Efficacy;

/// <summary>Curves that the authors' code gave, over seeds.</summary>
internal sealed class CurveBand
{
    private readonly Dictionary<string, double[][]> _columns;

    private CurveBand(Dictionary<string, double[][]> columns) => _columns = columns;

    public static CurveBand Read(string file, string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var seeds = document.RootElement.GetProperty(name).GetProperty("curves").EnumerateArray().ToArray();
        return new(seeds[0].EnumerateObject().Where(c => c.Value.ValueKind == JsonValueKind.Array)
            .ToDictionary(c => c.Name, c => Array.ConvertAll(seeds, seed =>
                seed.GetProperty(c.Name).EnumerateArray().Select(v => v.GetDouble()).ToArray())));
    }

    /// <summary>A column at a generation, one number for each seed; null when it is not there.</summary>
    public double[]? At(string column, int generation) =>
        _columns.TryGetValue(column, out double[][]? seeds) && generation < seeds[0].Length
            ? Array.ConvertAll(seeds, seed => seed[generation])
            : null;
}
