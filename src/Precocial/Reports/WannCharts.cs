using System.Globalization;
using Precocial.Search;

namespace Precocial;

/// <summary>The charts of a weight agnostic network: its search, its profile over the shared weight, its
/// classes.</summary>
internal static class WannCharts
{
    // More points than the chart has pixels tell nothing.
    private const int MostPoints = 600;

    /// <summary>The best so far and the population's median over generations.</summary>
    public static string Curve(IReadOnlyList<GenerationRow> curve, string measure)
    {
        int step = Math.Max(1, curve.Count / MostPoints);
        GenerationRow[] shown = [.. curve.Where((row, i) => i % step == 0 || i == curve.Count - 1)];
        double[] values = [.. shown.SelectMany(r => (double[])[r.Top, r.Median]).Where(double.IsFinite)];
        var figure = new Figure(
            Axis.Linear("generations", 0, curve.Count, Whole),
            Axis.Linear($"mean {measure} over the six weights", values.Min(), values.Max(), Plain),
            "Best so far and median over generations");
        figure.Line(shown.Select(r => (r.Generation + 1.0, r.Median)), "line random", "median of the generation");
        figure.Line(shown.Select(r => (r.Generation + 1.0, r.Top)), "line search", "best so far");
        return figure.ToString();
    }

    /// <summary>What networks reach with each shared weight; the first is the evolved one.</summary>
    public static string Profile(IReadOnlyList<WannEntry> entries, string measure)
    {
        double[] values = [.. entries.SelectMany(e => e.Profile).Select(p => p.Value).Where(double.IsFinite)];
        // What is far below everything else (a log-likelihood of a million) would flatten the rest.
        double low = Math.Max(values.Min(), values.Max() - 40 * Math.Max(1e-3, Spread(values)));
        var figure = new Figure(
            Axis.Linear("shared weight", -2, 2, Plain), Axis.Linear(measure, low, values.Max(), Plain),
            $"{measure} over the shared weight");
        foreach (WannEntry entry in entries.Reverse())
        {
            bool evolved = ReferenceEquals(entry, entries[0]);
            figure.Line(entry.Profile, evolved ? "line search" : "line random", entry.Name);
        }
        return figure.ToString();
    }

    /// <summary>The accuracy of each class over the shared weight.</summary>
    public static Figure Classes(ClassifierSweep sweep)
    {
        double low = sweep.Weights.Min(), high = sweep.Weights.Max();
        var figure = new Figure(
            Axis.Linear("shared weight", low, high, Plain), Axis.Linear("accuracy", 0, 1, Axis.Percent),
            "Accuracy of each class over the shared weight");
        for (int label = 0; label < sweep.ClassNames.Count; label++)
        {
            int c = label;
            string colour = string.Create(CultureInfo.InvariantCulture,
                $"hsl({360.0 * label / sweep.ClassNames.Count:0} 60% {(label % 2 == 0 ? 38 : 55)}%)");
            figure.Line(sweep.Weights.Select((w, i) => (w, sweep.Accuracy(i, c))), "line",
                sweep.ClassNames[label], colour);
        }
        return figure;
    }

    private static double Spread(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[^1] - sorted[sorted.Length / 2];
    }

    private static string Whole(double tick) => tick.ToString("0", CultureInfo.InvariantCulture);

    private static string Plain(double tick) => tick.ToString("0.###", CultureInfo.InvariantCulture);
}
