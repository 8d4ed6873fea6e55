using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>What a layer of a <see cref="ZophSpace"/> chooses among. Defaults: Zoph and Le, ICLR 2017, §4.1,
/// first experiment.</summary>
public sealed record ZophOptions
{
    /// <summary>Heights and widths of filters; odd.</summary>
    public ImmutableArray<int> Sides { get; init; } = [1, 3, 5, 7];

    /// <summary>Strides, down and across; the paper's second experiment has [1, 2, 3].</summary>
    public ImmutableArray<int> Strides { get; init; } = [1];

    /// <summary>Numbers of filters.</summary>
    public ImmutableArray<int> Filters { get; init; } = [24, 36, 48, 64];

    /// <summary>A sixth of the filters, and strides: for small images and minutes.</summary>
    public static ZophOptions Small { get; } = new() { Strides = [1, 2, 3], Filters = [4, 6, 8, 12] };

    /// <inheritdoc/>
    public override string ToString() =>
        $"sides {string.Join('/', Sides)}, strides {string.Join('/', Strides)}, "
        + $"filters {string.Join('/', Filters)}";

    // By a decision's place in a layer: height, width, stride down, stride across, number.
    internal ImmutableArray<int> Of(int place) =>
        place switch { 0 or 1 => Sides, 2 or 3 => Strides, _ => Filters };
}
