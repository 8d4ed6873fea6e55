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
            ScoreAxis(search, random), $"Best {search.Proxy ?? "accuracy"} so far over evaluations");
        Dots(figure, random, "dot random");
        Dots(figure, search, "dot search");
        figure.Steps([.. random.Points.Select(p => p.Best)], "line random");
        figure.Steps([.. search.Points.Select(p => p.Best)], "line search");
        return figure.ToString();
    }

    /// <summary>Validation accuracy, or a proxy's score, over parameters of every network judged; those that
    /// nothing dominates are filled.</summary>
    public static string Scatter(SearchTrace search, SearchTrace random)
    {
        SearchPoint[] all = [.. search.Points.Concat(random.Points).Where(p => p.Succeeded)];
        var figure = new Figure(
            Axis.Logarithm("parameters", all.Min(p => p.Parameters), all.Max(p => p.Parameters)),
            ScoreAxis(search, random), $"{search.Proxy ?? "Accuracy"} over parameters");
        foreach ((SearchTrace trace, string style) in ((SearchTrace, string)[])[(random, "random"),
            (search, "search")])
        {
            foreach (SearchPoint point in trace.Points.Where(p => p.Succeeded))
            {
                bool best = !all.Any(other => Dominates(other, point));
                figure.Dot(point.Parameters, point.Accuracy, best ? 5 : 3.5,
                    $"dot {style}{(best ? " front" : "")}",
                    $"{trace.Name}: {Text(trace, point)}, {Numbers.Count(point.Parameters)} "
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
                $"{trace.Name}, evaluation {i + 1}: {Text(trace, trace.Points[i])}");
        }
    }

    // The lower quarter of a search is its dead ends: left out, so that the differences that matter can be
    // seen.
    private static Axis ScoreAxis(SearchTrace search, SearchTrace random)
    {
        double[] sorted =
            [.. search.Points.Concat(random.Points).Where(p => p.Succeeded).Select(p => p.Accuracy).Order()];
        double low = sorted[sorted.Length / 4], high = sorted[^1];
        return search.Proxy is { } proxy
            ? Axis.Linear(proxy, low, high, value => value.ToString("G4", CultureInfo.InvariantCulture))
            : Axis.Linear("validation accuracy", low, high, Axis.Percent);
    }

    private static string Text(SearchTrace trace, SearchPoint point) => trace.Proxy is { } proxy
        ? $"{proxy} {point.Accuracy.ToString("G4", CultureInfo.InvariantCulture)}"
        : Numbers.Percent(point.Accuracy);

    private static bool Dominates(SearchPoint a, SearchPoint b) =>
        a.Accuracy >= b.Accuracy && a.Parameters <= b.Parameters
        && (a.Accuracy > b.Accuracy || a.Parameters < b.Parameters);
}
