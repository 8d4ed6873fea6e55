using System.Globalization;
using Precocial.Search;

namespace Precocial.Efficacy;

/// <summary>Mean and deviation over seeds at a few generations, beside the authors', as Markdown.</summary>
/// <remarks>z = (mean − mean') / √(s²/n + s'²/n').</remarks>
internal sealed class CurveTable(IReadOnlyList<IReadOnlyList<GenerationRow>> curves, CurveBand? band)
{
    private static readonly (string Title, string Name, Func<GenerationRow, double> Value)[] s_columns =
    [
        ("mean", "fit_mean", row => row.Mean),
        ("max", "fit_max", row => row.Max),
        ("top", "fit_top", row => row.Top),
        ("peak", "fit_peak", row => row.Peak),
        ("nodes", "node_med", row => row.MedianNodes),
        ("connections", "conn_med", row => row.MedianConnections),
    ];

    public void Write(TextWriter output)
    {
        output.WriteLine("| generation | " + string.Join(" | ", s_columns.Select(c => c.Title)) + " |");
        output.WriteLine("|--:" + string.Concat(Enumerable.Repeat("|--:", s_columns.Length)) + "|");
        foreach (int generation in Generations())
        {
            var cells = s_columns.Select(c => Cell(
                [.. curves.Select(curve => c.Value(curve[generation]))], band?.At(c.Name, generation)));
            output.WriteLine($"| {generation} | {string.Join(" | ", cells)} |");
        }
    }

    private IEnumerable<int> Generations()
    {
        int count = curves[0].Count;
        return new[] { 0, 9, 19, 29, 39, 49, 59, 99, 199, 299, 511, 1023, count - 1 }
            .Where(g => g < count).Distinct().Order();
    }

    private static string Cell(double[] ours, double[]? theirs)
    {
        var (mean, deviation) = Moments(ours);
        string cell = string.Create(CultureInfo.InvariantCulture, $"{mean:F1} ± {deviation:F1}");
        if (theirs is null)
            return cell;
        var (otherMean, otherDeviation) = Moments(theirs);
        double error = Math.Sqrt(
            deviation * deviation / ours.Length + otherDeviation * otherDeviation / theirs.Length);
        string z = error == 0 ? "="
            : ((mean - otherMean) / error).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
        return cell + string.Create(CultureInfo.InvariantCulture, $" ({otherMean:F1} ± {otherDeviation:F1}, {z})");
    }

    private static (double Mean, double Deviation) Moments(double[] values)
    {
        double mean = values.Average();
        double sum = values.Sum(v => (v - mean) * (v - mean));
        return (mean, values.Length < 2 ? 0 : Math.Sqrt(sum / (values.Length - 1)));
    }
}
