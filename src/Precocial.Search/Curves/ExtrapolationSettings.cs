using System.Collections.Immutable;
using System.Globalization;

namespace Precocial.Search;

/// <summary>How a learning curve is extrapolated.</summary>
public sealed record ExtrapolationSettings
{
    /// <summary>Which kinds of curves there may be.</summary>
    public ImmutableArray<CurveFamily> Families { get; init; } = CurveFamily.All;

    /// <summary>Whether later points count more: the last one ten times the first, as an option of the
    /// authors' code.</summary>
    public bool WeighsRecent { get; init; }

    /// <summary>Whether a plateau at the beginning is cut off: points after which the score rises by less
    /// than .05 over 5 more, as an option of the authors' code.</summary>
    public bool CutsPlateau { get; init; }

    /// <summary>The least noise of a point, as a standard deviation: keeps a curve that happens to meet every
    /// point from being taken for certain.</summary>
    public double LeastNoise { get; init; } = 0.003;

    /// <summary>Walkers that sample a family's parameters; even. The authors take 100 for all families
    /// together.</summary>
    public int Walkers { get; init; } = 32;

    /// <summary>Moves of each walker; the first half is dropped. The authors take 2,500.</summary>
    public int Steps { get; init; } = 160;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Families.Length} families, {Walkers} walkers of {Steps} steps, noise at least {LeastNoise}")
        + (WeighsRecent ? ", recent points weigh more" : "") + (CutsPlateau ? ", initial plateau cut" : "");
}
