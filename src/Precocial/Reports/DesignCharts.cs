using System.Globalization;

namespace Precocial;

/// <summary>The charts of a design's report: how the searches went, and what accuracy costs.</summary>
internal static class DesignCharts
{
    /// <summary>Best accuracy so far over evaluations, the search against random search.</summary>
    public static string Curves(SearchTrace search, SearchTrace random)
    {
        int evaluations = Math.Max(search.Points.Count, random.Points.Count);
        var figure = new Figure(
            Axis.Linear("evaluations", 0, evaluations, tick =>
                tick.ToString("0", CultureInfo.InvariantCulture)),
            AccuracyAxis("validation accuracy", search, random), "Best accuracy so far over evaluations");
        Dots(figure, random, "dot random");
        Dots(figure, search, "dot search");
        figure.Steps([.. random.Points.Select(p => p.Best)], "line random");
        figure.Steps([.. search.Points.Select(p => p.Best)], "line search");
        return figure.ToString();
    }

    /// <summary>Validation accuracy over parameters of every network judged; those that nothing dominates are
    /// filled.</summary>
    public static string Scatter(SearchTrace search, SearchTrace random)
    {
        SearchPoint[] all = [.. search.Points.Concat(random.Points).Where(p => p.Succeeded)];
        var figure = new Figure(
            Axis.Logarithm("parameters", all.Min(p => p.Parameters), all.Max(p => p.Parameters)),
            AccuracyAxis("validation accuracy", search, random), "Accuracy over parameters");
        foreach ((SearchTrace trace, string style) in ((SearchTrace, string)[])[(random, "random"),
            (search, "search")])
        {
            foreach (SearchPoint point in trace.Points.Where(p => p.Succeeded))
            {
                bool best = !all.Any(other => Dominates(other, point));
                figure.Dot(point.Parameters, point.Accuracy, best ? 5 : 3.5,
                    $"dot {style}{(best ? " front" : "")}",
                    $"{trace.Name}: {Numbers.Percent(point.Accuracy)}, {Numbers.Count(point.Parameters)} "
                        + $"parameters");
            }
        }
        return figure.ToString();
    }

    private static void Dots(Figure figure, SearchTrace trace, string style)
    {
        for (int i = 0; i < trace.Points.Count; i++)
        {
            if (!trace.Points[i].Succeeded)
                continue;
            figure.Dot(i + 1, trace.Points[i].Accuracy, radius: 2.5, style,
                $"{trace.Name}, evaluation {i + 1}: {Numbers.Percent(trace.Points[i].Accuracy)}");
        }
    }

    // The lower quarter of a search is its dead ends: left out, so that the differences that matter can be
    // seen.
    private static Axis AccuracyAxis(string title, SearchTrace search, SearchTrace random)
    {
        double[] sorted =
            [.. search.Points.Concat(random.Points).Where(p => p.Succeeded).Select(p => p.Accuracy).Order()];
        return Axis.Linear(title, sorted[sorted.Length / 4], sorted[^1], Axis.Percent);
    }

    private static bool Dominates(SearchPoint a, SearchPoint b) =>
        a.Accuracy >= b.Accuracy && a.Parameters <= b.Parameters
        && (a.Accuracy > b.Accuracy || a.Parameters < b.Parameters);
}
