using Precocial.Search;

namespace Precocial;

/// <summary>What a user can choose about a calibration; everything else follows from the data.</summary>
public sealed record CalibrationSettings
{
    /// <summary>Which networks are drawn.</summary>
    public SpaceChoice Space { get; init; } = SpaceChoice.Cell;

    /// <summary>How many.</summary>
    public int Networks { get; init; } = 30;

    /// <summary>Epochs of each stand-alone training; null for a design's final number.</summary>
    public int? Epochs { get; init; }

    /// <summary>What a network may cost.</summary>
    public Limits Limits { get; init; } = Limits.None;

    /// <summary>The seed of everything drawn.</summary>
    public ulong Seed { get; init; } = 1;
}
