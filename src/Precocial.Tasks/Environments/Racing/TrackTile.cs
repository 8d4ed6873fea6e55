using System.Collections.Immutable;

namespace Precocial.Tasks;

/// <summary>One piece of road: what a wheel has to touch for a reward.</summary>
/// <param name="Point">The end of its centre line.</param>
/// <param name="Corners">Left and right of the end, right and left of the beginning.</param>
/// <param name="Border">The four corners of a kerb along it; empty where there is none.</param>
public sealed record TrackTile(
    TrackPoint Point,
    ImmutableArray<(double X, double Y)> Corners,
    ImmutableArray<(double X, double Y)> Border);
