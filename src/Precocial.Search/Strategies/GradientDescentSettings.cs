using System.Globalization;

namespace Precocial.Search;

/// <summary>How α moves. The defaults are DARTS': Liu, Simonyan and Yang, ICLR 2019, appendix A.1.</summary>
public sealed record GradientDescentSettings
{
    /// <summary>How many rounds make an epoch: see <see cref="RelaxedEvaluator.RoundsPerEpoch"/>.</summary>
    public required int RoundsPerEpoch { get; init; }

    /// <summary>Adam's step size.</summary>
    public float LearningRate { get; init; } = 3e-4f;

    /// <summary>Decay of the gradient's mean.</summary>
    public float Beta1 { get; init; } = 0.5f;

    /// <summary>Decay of the squared gradient's mean.</summary>
    public float Beta2 { get; init; } = 0.999f;

    /// <summary>L2, joined to the gradient.</summary>
    public float WeightDecay { get; init; } = 1e-3f;

    /// <summary>What counts as collapse, and whether the search stops at it.</summary>
    public CollapseGuard Guard { get; init; } = new();

    /// <summary>The settings on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Adam rate {LearningRate} betas {Beta1} {Beta2} decay {WeightDecay}, {Guard}");
}
