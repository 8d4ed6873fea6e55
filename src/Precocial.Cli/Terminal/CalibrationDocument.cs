using Precocial.Search;

namespace Precocial.Cli;

/// <summary>A calibration as the JSON document of <c>calibrate --json</c>.</summary>
internal static class CalibrationDocument
{
    public static object Of(CalibrationReport report, string study) => new
    {
        StandAlone = report.StandAlone,
        Judges = report.Judges.Select(judge => new
        {
            judge.Name,
            judge.How,
            Kendall = Document(judge.Kendall),
            Spearman = Document(judge.Spearman),
        }),
        Networks = report.Networks.Select((network, i) => new
        {
            network.Key,
            network.Parameters,
            network.Flops,
            Accuracy = Finite(network.Accuracy),
            Scores = report.Judges.ToDictionary(judge => judge.Name, judge => Finite(judge.Scores[i])),
        }),
        Study = study,
    };

    private static object Document(RankCorrelation correlation) =>
        new { correlation.Value, Interval = new[] { correlation.Low, correlation.High } };

    // No infinity in JSON.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
