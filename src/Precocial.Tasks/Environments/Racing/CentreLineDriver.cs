using System.Collections.Immutable;
using Precocial.Tasks.Physics;

namespace Precocial.Tasks;

/// <summary>Drives along the middle of the road, which it is told: an agent to compare with, and a source
/// of frames from all along a track.</summary>
/// <remarks>Steers towards a point some tiles ahead (pure pursuit) and keeps to a speed that the tightest
/// turn ahead allows. One driver an episode; it remembers how far it has come.</remarks>
public sealed class CentreLineDriver
{
    private const int TilesAhead = 5, TilesWatched = 14, TilesSearched = 8;
    private const double SideAcceleration = 60, Slowest = 15, SteeringGain = 1.6;
    private int _tile;

    /// <summary>Most metres per second on a straight.</summary>
    public double TopSpeed { get; init; } = 45;

    /// <summary>Decides on the next step.</summary>
    /// <param name="episode">What is driven.</param>
    /// <param name="action">Receives steering, gas and brake, as <see cref="Racer"/> takes them.</param>
    public void Drive(RacerEpisode episode, Span<double> action)
    {
        Body hull = episode.Race.Car.Hull;
        var tiles = episode.Race.Track.Tiles;
        _tile = Nearest(tiles, hull.Position);
        TrackPoint ahead = tiles[(_tile + TilesAhead) % tiles.Length].Point;
        double wanted = Math.Atan2(hull.Position.X - ahead.X, ahead.Y - hull.Position.Y);
        double aside = Math.IEEERemainder(wanted - hull.Angle, Math.Tau);
        double speed = hull.LinearVelocity.Length, excess = speed - Allowed(tiles);
        action[0] = Math.Clamp(-SteeringGain * aside, -1, 1);
        action[1] = excess < 0 ? Math.Min(0.2, -excess / 20) - 0.9 : -1;
        action[2] = Math.Clamp((excess - 3) / 30, 0, 0.5);
    }

    private int Nearest(ImmutableArray<TrackTile> tiles, Vec2 at)
    {
        int nearest = _tile;
        double best = double.PositiveInfinity;
        for (int step = -TilesSearched; step <= TilesSearched; step++)
        {
            int i = (_tile + step + tiles.Length) % tiles.Length;
            double x = tiles[i].Point.X - at.X, y = tiles[i].Point.Y - at.Y, square = (x * x) + (y * y);
            if (square < best)
                (nearest, best) = (i, square);
        }

        return nearest;
    }

    private double Allowed(ImmutableArray<TrackTile> tiles)
    {
        double tightest = 0;
        for (int i = 0; i < TilesWatched; i++)
        {
            TrackPoint from = tiles[(_tile + i) % tiles.Length].Point;
            TrackPoint to = tiles[(_tile + i + 2) % tiles.Length].Point;
            double turn = Math.Abs(Math.IEEERemainder(to.Heading - from.Heading, Math.Tau));
            tightest = Math.Max(tightest, turn / (2 * TrackGenerator.StepLength));
        }

        return Math.Clamp(Math.Sqrt(SideAcceleration / Math.Max(tightest, 1e-6)), Slowest, TopSpeed);
    }
}
