namespace Precocial.Tensors;

/// <summary>What can be chosen about <see cref="CmaEs"/>; the defaults are the tutorial's.</summary>
public sealed record CmaEsSettings
{
    /// <summary>λ: points a generation, at least 4; null for 4 + ⌊3 ln n⌋.</summary>
    public int? Population { get; init; }

    /// <summary>Whether only variances are learnt, no correlations: linear time, for more than some 500
    /// dimensions. Source: Ros and Hansen, "A simple modification in CMA-ES achieving linear time and space
    /// complexity", PPSN 2008.</summary>
    public bool Diagonal { get; init; }

    /// <summary>No coordinate is proposed below it.</summary>
    public double Lower { get; init; } = double.NegativeInfinity;

    /// <summary>No coordinate is proposed above it.</summary>
    public double Upper { get; init; } = double.PositiveInfinity;
}
