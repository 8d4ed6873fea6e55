namespace Precocial.Tasks.Physics;

/// <summary>The convex hull by gift wrapping, counter-clockwise from the right-most point (the lower one on
/// ties). The order of the corners names contact points, so it is part of the results.</summary>
internal static class ConvexHull
{
    public static Vec2[] Of(ReadOnlySpan<Vec2> points)
    {
        var hull = new List<Vec2>(points.Length);
        int first = RightMost(points), at = first;
        do
        {
            hull.Add(points[at]);
            at = Next(points, at);
        }
        while (at != first && hull.Count < points.Length);
        return [.. hull];
    }

    private static int RightMost(ReadOnlySpan<Vec2> points)
    {
        int best = 0;
        for (int i = 1; i < points.Length; i++)
        {
            if (points[i].X > points[best].X
                || (points[i].X == points[best].X && points[i].Y < points[best].Y))
                best = i;
        }

        return best;
    }

    private static int Next(ReadOnlySpan<Vec2> points, int at)
    {
        int end = 0;
        for (int j = 1; j < points.Length; j++)
        {
            if (end == at)
            {
                end = j;
                continue;
            }

            Vec2 r = points[end] - points[at], v = points[j] - points[at];
            float turn = Vec2.Cross(r, v);
            if (turn < 0f || (turn == 0f && v.LengthSquared > r.LengthSquared))
                end = j;
        }

        return end;
    }
}
