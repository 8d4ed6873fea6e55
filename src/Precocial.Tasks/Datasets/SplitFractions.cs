namespace Precocial.Tasks;

/// <summary>Which share of a data set goes where. The three need not add up to 1: they are taken relative to
/// their sum. A set that was published with a test part keeps it, and only training and validation are
/// weighed.</summary>
public sealed record SplitFractions
{
    /// <summary>The share that weights are trained on.</summary>
    public double Train { get; init; } = 0.65;

    /// <summary>The share that candidates are compared on.</summary>
    public double Validation { get; init; } = 0.15;

    /// <summary>The share that only the reported number is measured on.</summary>
    public double Test { get; init; } = 0.20;
}
