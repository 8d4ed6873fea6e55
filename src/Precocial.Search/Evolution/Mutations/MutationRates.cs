namespace Precocial.Search;

/// <summary>How often each kind of change is made to a <see cref="WeightlessGenome"/>: weights of a roulette
/// wheel, not negative, not all 0.</summary>
/// <remarks>A child has exactly one change. Source: Gaier and Ha, NeurIPS 2019, supplement (changes of
/// connections 25 %: 20 % new, 5 % switched on again).</remarks>
public sealed record MutationRates
{
    /// <summary>For <see cref="Precocial.Search.AddConnection"/>.</summary>
    public double AddConnection { get; init; } = 0.20;

    /// <summary>For <see cref="Precocial.Search.AddNeuron"/>.</summary>
    public double AddNeuron { get; init; } = 0.25;

    /// <summary>For <see cref="Precocial.Search.EnableConnection"/>.</summary>
    public double EnableConnection { get; init; } = 0.05;

    /// <summary>For <see cref="Precocial.Search.ChangeFunction"/>.</summary>
    public double ChangeFunction { get; init; } = 0.50;
}
