namespace Precocial.Cli;

/// <summary>A design's result as the JSON document of <c>--json</c>.</summary>
internal static class DesignDocument
{
    public static object Of(DesignResult result, DesignFiles files, string study) => new
    {
        result.Plan.Data,
        result.Plan.Settings.Seed,
        TestAccuracy = result.Winner.Test.Value,
        Interval = Interval(result.Winner),
        result.Winner.How,
        result.Winner.Network.Graph.Parameters,
        result.Winner.Network.Graph.Flops,
        LatencyMs = result.Winner.Latency.TotalMilliseconds,
        Seconds = Math.Round(result.Elapsed.TotalSeconds, 3),
        Evaluations = result.Search.Points.Count,
        // A proxy's score is no accuracy.
        ValidationAccuracy = result.Search.Proxy is null ? result.Search.Points[^1].Best : (double?)null,
        RandomValidationAccuracy =
            result.Random.Proxy is null ? result.Random.Points[^1].Best : (double?)null,
        Baselines = result.Baselines.Select(model => new
        {
            model.Name,
            TestAccuracy = model.Test.Value,
            model.How,
            Interval = Interval(model),
            model.Network.Graph.Parameters,
            model.Network.Graph.Flops,
            LatencyMs = model.Latency.TotalMilliseconds,
        }),
        Files = files,
        Study = study,
        result.Warnings,
        result.Plan.Reproducible,
        SearchHash = result.Search.Hash,
        RandomHash = result.Random.Hash,
        TestSamples = result.Winner.Test.Samples,
    };

    private static double[] Interval(DesignedModel model) => [model.Test.Low, model.Test.High];
}
