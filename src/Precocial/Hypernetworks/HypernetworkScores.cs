using Precocial.Hypernetworks;

namespace Precocial;

/// <summary>How good predicted weights are in networks that were not trained on. Accuracies are shares, 0 to 1.</summary>
/// <param name="Mean">Accuracy, mean over the networks.</param>
/// <param name="StandardError">Of that mean: deviation (divided by n) / √n.</param>
/// <param name="Median">Accuracy of the middle network.</param>
/// <param name="Best">Of the best.</param>
/// <param name="WithBatchNorm">Mean over networks with batch norm; null if there are none.</param>
/// <param name="WithoutBatchNorm">Mean over networks without; null if there are none.</param>
/// <param name="LogitRank">Effective rank of the centred logits, mean over the networks: near 1, all networks tell classes
/// apart by a single number.</param>
/// <param name="ShuffledAccuracy">Mean accuracy where the pixels of each image are in random order: as high as
/// <paramref name="Mean"/> where networks see colours alone.</param>
/// <param name="StemConstantShare">The share of the first convolutions' energy that is the same for all pixels of a
/// window: near 1, they average.</param>
public sealed record HypernetworkScores(double Mean, double StandardError, double Median, double Best,
    double? WithBatchNorm, double? WithoutBatchNorm, double LogitRank, double ShuffledAccuracy, double StemConstantShare)
{
    /// <summary>The scores of a report.</summary>
    public static HypernetworkScores Of(HypernetworkReport report) => new(report.All.Mean, report.All.StandardError,
        report.All.Median, report.All.Best, MeanOf(report.WithBatchNorm), MeanOf(report.WithoutBatchNorm),
        report.EffectiveRank, report.ShuffledAccuracy, report.ConstantShare);

    private static double? MeanOf(AccuracySummary summary) => summary.Networks > 0 ? summary.Mean : null;
}
