using System.Globalization;

namespace Precocial.Search;

/// <summary>How <see cref="Reinforce{TGenotype}"/> learns. Defaults: those of NAS-Bench-201's
/// baseline.</summary>
public sealed record ReinforceSettings
{
    /// <summary>m: how many samples a step of the policy averages, and how many are asked for at
    /// once.</summary>
    public int SamplesPerStep { get; init; } = 1;

    /// <summary>Adam's learning rate.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Adam's decay of the gradient's mean.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Adam's decay of the squared gradient's mean.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>What Adam adds to the root of the squared gradient's mean.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Decay of the baseline, an exponential average of rewards; 0 to below 1. It takes a reward in
    /// before it is compared with it.</summary>
    public double BaselineDecay { get; init; } = 0.9;

    /// <summary>Whether the baseline is divided by 1 − decay^n, so that it is a mean from the first reward
    /// on; otherwise it grows from 0.</summary>
    public bool CorrectsBaseline { get; init; } = true;

    /// <summary>Weight of the walk's entropy, which is added to the reward.</summary>
    public double EntropyWeight { get; init; }

    /// <summary>Weight of the policy's penalty in the loss.</summary>
    public double PenaltyWeight { get; init; }

    /// <summary>The reward is the score to this power: 3 in Zoph and Le, ICLR 2017, §4.1.</summary>
    public int RewardPower { get; init; } = 1;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{SamplesPerStep} samples a step, Adam {LearningRate} {Beta1} {Beta2} {Epsilon}, baseline ")
        + string.Create(CultureInfo.InvariantCulture,
        $"{BaselineDecay}{(CorrectsBaseline ? "" : " from 0")}, entropy {EntropyWeight}, penalty ")
        + string.Create(CultureInfo.InvariantCulture, $"{PenaltyWeight}, power {RewardPower}");

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SamplesPerStep, 1, nameof(SamplesPerStep));
        ArgumentOutOfRangeException.ThrowIfLessThan(RewardPower, 1, nameof(RewardPower));
        if (!(LearningRate > 0 && double.IsFinite(LearningRate)) || !(BaselineDecay is >= 0 and < 1))
        {
            throw new ArgumentException(
                "The learning rate is positive and the baseline's decay 0 to below 1, but they "
                + FormattableString.Invariant($"are {LearningRate} and {BaselineDecay}."));
        }
    }
}
