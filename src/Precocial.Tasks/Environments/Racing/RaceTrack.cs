using System.Collections.Immutable;

namespace Precocial.Tasks;

/// <summary>A closed road of tiles, and where the car starts.</summary>
/// <remarks>Lengths are in metres. Made from a seed by <see cref="TrackGenerator"/>, or from points of one's
/// own.</remarks>
public sealed class RaceTrack
{
    /// <summary>Half the width of the road, in metres.</summary>
    public const double HalfWidth = 40 / TrackGenerator.Scale;

    /// <summary>The width of a kerb, in metres.</summary>
    public const double KerbWidth = 8 / TrackGenerator.Scale;

    /// <summary>A track of given tiles.</summary>
    /// <param name="tiles">In the order in which they are driven and painted.</param>
    /// <param name="start">Where the car starts, and its heading.</param>
    public RaceTrack(ImmutableArray<TrackTile> tiles, TrackPoint start) => (Tiles, Start) = (tiles, start);

    /// <summary>The road, in the order in which it is driven.</summary>
    public ImmutableArray<TrackTile> Tiles { get; }

    /// <summary>Where the car starts, and its heading.</summary>
    public TrackPoint Start { get; }

    /// <summary>The track that gym draws for a seed.</summary>
    public static RaceTrack Generate(int seed) => Generate(new GymRandom(seed));

    /// <summary>The next track of a stream; draws until one closes.</summary>
    public static RaceTrack Generate(GymRandom random)
    {
        while (true)
        {
            if (TrackGenerator.TryDraw(random) is { } points)
                return Closed(points);
        }
    }

    /// <summary>The road along a closed line, with kerbs in its tight turns.</summary>
    /// <param name="points">At least four.</param>
    public static RaceTrack Closed(ImmutableArray<TrackPoint> points)
    {
        bool[] kerbs = TrackKerbs.Of(points);
        var tiles = ImmutableArray.CreateBuilder<TrackTile>(points.Length);
        for (int i = 0; i < points.Length; i++)
        {
            TrackPoint end = points[i], begin = points[i == 0 ? points.Length - 1 : i - 1];
            tiles.Add(new TrackTile(end, Strip(end, begin, -HalfWidth, HalfWidth),
                kerbs[i] ? Kerb(end, begin) : []));
        }

        return new RaceTrack(tiles.MoveToImmutable(), points[0]);
    }

    private static ImmutableArray<(double X, double Y)> Kerb(TrackPoint end, TrackPoint begin)
    {
        int side = Math.Sign(begin.Heading - end.Heading);
        return Strip(end, begin, side * HalfWidth, side * (HalfWidth + KerbWidth));
    }

    private static ImmutableArray<(double X, double Y)> Strip(
        TrackPoint end, TrackPoint begin, double left, double right) =>
        [end.Beside(left), end.Beside(right), begin.Beside(right), begin.Beside(left)];
}
