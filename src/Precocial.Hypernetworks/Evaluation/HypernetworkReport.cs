using System.Collections.Immutable;

namespace Precocial.Hypernetworks;

/// <summary>What networks reach with the weights that a source gave them, without any training of
/// theirs.</summary>
/// <param name="Scores">Of each network, in their order.</param>
public sealed record HypernetworkReport(ImmutableArray<NetworkScore> Scores)
{
    /// <summary>Of all networks.</summary>
    public AccuracySummary All => AccuracySummary.Of(Scores.Select(score => score.Accuracy));

    /// <summary>Of those with batch normalisation.</summary>
    public AccuracySummary WithBatchNorm =>
        AccuracySummary.Of(Scores.Where(score => score.HasBatchNorm).Select(score => score.Accuracy));

    /// <summary>Of those without: the harder ones.</summary>
    public AccuracySummary WithoutBatchNorm =>
        AccuracySummary.Of(Scores.Where(score => !score.HasBatchNorm).Select(score => score.Accuracy));

    /// <summary>Mean effective rank of the logits; near 1, the networks see one number.</summary>
    public double EffectiveRank => Mean(score => score.EffectiveRank);

    /// <summary>Mean accuracy on shuffled pixels; NaN where it was not asked for.</summary>
    public double ShuffledAccuracy => Mean(score => score.ShuffledAccuracy);

    /// <summary>Mean share of the stems that is constant over their window.</summary>
    public double ConstantShare => Mean(score => score.ConstantShare);

    private double Mean(Func<NetworkScore, double> of)
    {
        double[] values = [.. Scores.Select(of).Where(double.IsFinite)];
        return values.Length == 0 ? double.NaN : values.Average();
    }
}
