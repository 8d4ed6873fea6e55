namespace Precocial.Cli;

/// <summary>A weight agnostic search's result as the JSON document of <c>--json</c>.</summary>
internal static class EvolveDocument
{
    public static object Of(WannResult result, WannFiles files) => new
    {
        Task = result.Method.Task.Name,
        result.Method.Task.Measure,
        result.Method.Settings.Seed,
        result.Method.Settings.Faithful,
        Generations = result.Curve.Count,
        result.Curve[^1].Evaluations,
        Best = Entry(result.Best),
        Baselines = result.Baselines.Select(Entry),
        Test = result.Test is { } sweep ? Test(sweep, result.Best.BestWeight) : null,
        Files = files,
        Seconds = Math.Round(result.Elapsed.TotalSeconds, 3),
        Reproducible = result.Method.Settings.Time is null,
    };

    private static object Entry(WannEntry entry) => new
    {
        entry.Name,
        entry.How,
        entry.Sweep.Mean,
        entry.Sweep.Returns,
        Max = entry.AtBestWeight,
        entry.BestWeight,
        entry.Sweep.Connections,
        entry.Wiring?.Hidden,
        entry.Sweep.Diverged,
    };

    private static object Test(ClassifierSweep sweep, double weight)
    {
        AccuracyEstimate[] all = [.. sweep.Weights.Select((_, i) => sweep.Accuracy(i))];
        int best = Enumerable.Range(0, all.Length).MinBy(i => Math.Abs(sweep.Weights[i] - weight));
        return new
        {
            Accuracy = all[best].Value,
            Interval = new[] { all[best].Low, all[best].High },
            RandomWeight = all.Average(a => a.Value),
            Ensemble = sweep.Ensemble.Value,
            sweep.Ensemble.Samples,
        };
    }
}
