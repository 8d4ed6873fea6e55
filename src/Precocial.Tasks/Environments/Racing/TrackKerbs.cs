using System.Collections.Immutable;

namespace Precocial.Tasks;

/// <summary>Which tiles of a track have a kerb: those in and just before four tight turns in a row.</summary>
internal static class TrackKerbs
{
    private const int Successive = 4;
    private const double TightTurn = 0.2 * TrackGenerator.TurnRate;

    /// <summary>One flag for each point of a closed line.</summary>
    public static bool[] Of(ImmutableArray<TrackPoint> points)
    {
        int count = points.Length;
        var kerbs = new bool[count];
        for (int i = 0; i < count; i++)
            kerbs[i] = IsTight(points, i);
        // In place and in order, as the reference does: a flag set late in the line spreads on.
        for (int i = 0; i < count; i++)
        {
            for (int back = 0; back < Successive; back++)
                kerbs[Wrap(i - back, count)] |= kerbs[i];
        }

        return kerbs;
    }

    private static bool IsTight(ImmutableArray<TrackPoint> points, int at)
    {
        int count = points.Length, sides = 0;
        for (int back = 0; back < Successive; back++)
        {
            double turn = points[Wrap(at - back, count)].Heading - points[Wrap(at - back - 1, count)].Heading;
            if (!(Math.Abs(turn) > TightTurn))
                return false;
            sides += Math.Sign(turn);
        }

        return Math.Abs(sides) == Successive;
    }

    private static int Wrap(int index, int count) => index < 0 ? index + count : index;
}
