namespace Precocial.Tensors;

/// <summary>The constants of <see cref="Pepg"/>; the defaults are those with which the weight agnostic
/// networks were tuned.</summary>
public sealed record PepgSettings
{
    /// <summary>Points a generation: even, mirrored in pairs.</summary>
    public int Population { get; init; } = 64;

    /// <summary>Step size of Adam on the mean.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Step size on the deviations; 0 keeps them.</summary>
    public double SigmaAlpha { get; init; } = 0.20;

    /// <summary>Factor on each deviation a generation, while it is above <see cref="SigmaLimit"/>.</summary>
    public double SigmaDecay { get; init; } = 0.999;

    /// <summary>Deviations below it are not decayed.</summary>
    public double SigmaLimit { get; init; } = 0.02;

    /// <summary>The largest change of a deviation in a generation, as a share of it.</summary>
    public double SigmaMaxChange { get; init; } = 0.2;

    /// <summary>What a point's mean square costs, in units of the centred rank.</summary>
    public double WeightDecay { get; init; } = 0.005;
}
