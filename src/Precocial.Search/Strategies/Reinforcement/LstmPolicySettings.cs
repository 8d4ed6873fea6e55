using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>How an <see cref="LstmPolicy"/> decides. Defaults: the released code of ENAS, without its
/// biases.</summary>
public sealed record LstmPolicySettings
{
    /// <summary>LSTM layers, one on top of the other.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Units of each layer.</summary>
    public int Units { get; init; } = 64;

    /// <summary>Parameters start uniform from minus this to this.</summary>
    public double InitialRange { get; init; } = 0.1;

    /// <summary>What logits are divided by; 1 for nothing.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>c: logits become c·tanh(logits), which keeps some chance for every option; null for logits as
    /// they are.</summary>
    public double? TanhConstant { get; init; }

    /// <summary>What <see cref="TanhConstant"/> is divided by where options are chosen, not
    /// anchors.</summary>
    public double OptionTanhReduction { get; init; } = 1;

    /// <summary>What is counted as entropy.</summary>
    public EntropyTerm Entropy { get; init; }

    /// <summary>Whether a skip bit's logits are [−q, q], as in ENAS's code, so that its chance is σ(2q);
    /// otherwise [0, q] and σ(q), as in Zoph and Le, ICLR 2017, eq. 3.</summary>
    public bool TwoSidedSkips { get; init; } = true;

    /// <summary>The rate that skip bits are drawn to, 0 to 1; null for no penalty.</summary>
    public double? SkipTarget { get; init; }

    /// <summary>First values of a learned bias of the options' logits; empty for no bias. For spaces whose
    /// options it has the number of.</summary>
    public ImmutableArray<double> LearnedBias { get; init; } = [];

    /// <summary>A bias of the options' logits that is never learned; empty for none.</summary>
    public ImmutableArray<double> FixedBias { get; init; } = [];

    /// <summary>How the names of the decisions begin that have the <see cref="FixedBias"/>.</summary>
    public string FixedBiasPrefix { get; init; } = "";

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Layers, nameof(Layers));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Units, nameof(Units));
        if (!(Temperature > 0) || !(OptionTanhReduction > 0) || TanhConstant is <= 0
            || SkipTarget is <= 0 or >= 1)
        {
            throw new ArgumentException("Temperature, tanh constant and its reduction are positive and a "
                + "skip target lies between 0 and 1, but they are " + FormattableString.Invariant(
                $"{Temperature}, {TanhConstant}, {OptionTanhReduction} and {SkipTarget}."));
        }
    }
}
