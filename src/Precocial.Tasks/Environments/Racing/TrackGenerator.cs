using System.Collections.Immutable;

namespace Precocial.Tasks;

/// <summary>Draws the centre lines of CarRacing-v0: a walk from checkpoint to checkpoint around the
/// field.</summary>
/// <remarks>
/// 1. Twelve checkpoints, each in its own twelfth of the circle, at a third to the whole of the radius; the
///    first and the last at one and a half.
/// 2. From (1.5 radius, 0) steps of 3.5 m, each turned towards the next checkpoint by at most 0.31 rad, for
///    five laps.
/// 3. The track is the last whole lap; it fails when its ends do not meet, and then the next one is drawn.
/// Source: gym 0.9.6, car_racing.py, <c>_create_track</c>; the order of the operations is kept, so that
/// tracks agree to the last bits.
/// </remarks>
internal static class TrackGenerator
{
    public const double Scale = 6;
    public const double TurnRate = 0.31;
    public const double StepLength = 21 / Scale;
    private const int Checkpoints = 12;
    private const double Radius = 900 / Scale;
    private const double StartTurn = 2 * Math.PI * -0.5 / Checkpoints;
    private const double StraightEnough = 0.3;
    private const int Laps = 4;
    private const int LongestWalk = 2500;

    /// <summary>A closed centre line, or null if this draw did not close.</summary>
    public static ImmutableArray<TrackPoint>? TryDraw(GymRandom random)
    {
        var checkpoints = DrawCheckpoints(random);
        return LastLap(Walk(checkpoints)) is { } lap && Closes(lap) ? lap : null;
    }

    private static (double Turn, double X, double Y)[] DrawCheckpoints(GymRandom random)
    {
        var checkpoints = new (double, double, double)[Checkpoints];
        for (int c = 0; c < Checkpoints; c++)
        {
            // Both are drawn for each, also where they are not used.
            double turn = (2 * Math.PI * c / Checkpoints) + random.Uniform(0, 2 * Math.PI * 1 / Checkpoints);
            double radius = random.Uniform(Radius / 3, Radius);
            if (c is 0 or Checkpoints - 1)
                (turn, radius) = (2 * Math.PI * c / Checkpoints, 1.5 * Radius);
            checkpoints[c] = (turn, radius * Math.Cos(turn), radius * Math.Sin(turn));
        }

        return checkpoints;
    }

    private static List<TrackPoint> Walk((double Turn, double X, double Y)[] checkpoints)
    {
        var points = new List<TrackPoint>();
        double x = 1.5 * Radius, y = 0, heading = 0;
        int target = 0, laps = 0;
        bool visitedOtherSide = false;
        while (laps <= Laps && points.Count < LongestWalk)
        {
            double turn = Math.Atan2(y, x);
            if (visitedOtherSide && turn > 0)
            {
                laps++;
                visitedOtherSide = false;
            }

            if (turn < 0)
            {
                visitedOtherSide = true;
                turn += 2 * Math.PI;
            }

            (target, turn) = NextTarget(checkpoints, target, turn);
            var (_, targetX, targetY) = checkpoints[target % Checkpoints];
            (double sine, double cosine) = (Math.Sin(heading), Math.Cos(heading));
            double aside = (cosine * (targetX - x)) + (sine * (targetY - y));
            heading = Unwind(heading, turn);
            double next = Steer(heading, aside * Scale);
            x += -sine * StepLength;
            y += cosine * StepLength;
            points.Add(new TrackPoint(turn, (heading * 0.5) + (next * 0.5), x, y));
            heading = next;
        }

        return points;
    }

    // The first checkpoint from target on whose angle is not behind; a lap is taken off where there is none.
    private static (int Target, double Turn) NextTarget(
        (double Turn, double X, double Y)[] checkpoints, int target, double turn)
    {
        while (true)
        {
            do
            {
                if (turn <= checkpoints[target % Checkpoints].Turn)
                    return (target, turn);
                target++;
            }
            while (target % Checkpoints != 0);
            turn -= 2 * Math.PI;
        }
    }

    private static double Unwind(double heading, double turn)
    {
        while (heading - turn > 1.5 * Math.PI)
            heading -= 2 * Math.PI;
        while (heading - turn < -1.5 * Math.PI)
            heading += 2 * Math.PI;
        return heading;
    }

    private static double Steer(double heading, double aside)
    {
        double by = Math.Min(TurnRate, Math.Abs(0.001 * aside));
        if (aside > StraightEnough)
            return heading - by;
        return aside < -StraightEnough ? heading + by : heading;
    }

    private static ImmutableArray<TrackPoint>? LastLap(List<TrackPoint> points)
    {
        int end = -1;
        for (int i = points.Count - 1; i > 0; i--)
        {
            if (!(points[i].Turn > StartTurn && points[i - 1].Turn <= StartTurn))
                continue;
            if (end >= 0)
                return [.. points[i..(end - 1)]];
            end = i;
        }

        return null;
    }

    private static bool Closes(ImmutableArray<TrackPoint> lap)
    {
        TrackPoint first = lap[0], last = lap[^1];
        double x = Math.Cos(first.Heading) * (first.X - last.X);
        double y = Math.Sin(first.Heading) * (first.Y - last.Y);
        return Math.Sqrt((x * x) + (y * y)) <= StepLength;
    }
}
