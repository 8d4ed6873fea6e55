namespace Precocial.Tasks.Physics;

/// <summary>When two moving shapes first come within the target distance: conservative advancement along
/// separating axes.</summary>
internal static class TimeOfImpact
{
    private const int MaxRounds = 20;
    private const int MaxRootSteps = 50;
    private const float Tolerance = 0.25f * Tolerances.LinearSlop;

    /// <summary>The distance of the cores at which shapes count as touching.</summary>
    private static readonly float Target = Scalars.Max(
        Tolerances.LinearSlop,
        Tolerances.SkinRadius + Tolerances.SkinRadius - (3f * Tolerances.LinearSlop));

    private enum Verdict
    {
        Continue,
        Touching,
        None,
    }

    /// <summary>The fraction of the sweeps at which the shapes touch; null when they do not, or overlap from
    /// the start, or no answer is found.</summary>
    public static float? Between(Shape a, Sweep sweepA, Shape b, Sweep sweepB)
    {
        sweepA.RemoveTurns();
        sweepB.RemoveTurns();
        var cache = default(SimplexCache);
        float time = 0f;
        for (int round = 0; round < MaxRounds; round++)
        {
            Transform placedA = sweepA.At(time), placedB = sweepB.At(time);
            float distance = Distance.Between(a, placedA, b, placedB, ref cache);
            if (distance <= 0f)
                return null;
            if (distance < Target + Tolerance)
                return time;
            var axis = new SeparatingAxis(cache, a, sweepA, placedA, b, sweepB, placedB);
            Verdict verdict = Advance(axis, ref time);
            if (verdict != Verdict.Continue)
                return verdict == Verdict.Touching ? time : null;
        }

        return null;
    }

    /// <summary>Moves the time forward as far as this axis keeps the shapes apart.</summary>
    private static Verdict Advance(in SeparatingAxis axis, ref float time)
    {
        float end = 1f;
        for (int push = 0; push < Tolerances.MaxCorners; push++)
        {
            float after = axis.Deepest(end, out int indexA, out int indexB);
            if (after > Target + Tolerance)
                return Verdict.None;
            if (after > Target - Tolerance)
            {
                time = end;
                return Verdict.Continue;
            }

            float before = axis.At(time, indexA, indexB);
            if (before < Target - Tolerance)
                return Verdict.None;
            if (before <= Target + Tolerance)
                return Verdict.Touching;
            end = Root(axis, indexA, indexB, time, before, end, after);
        }

        return Verdict.Continue;
    }

    /// <summary>A time at which the two corners are at the target distance: bisection and secant in turn.
    /// </summary>
    private static float Root(
        in SeparatingAxis axis, int indexA, int indexB, float low, float sLow, float high, float sHigh)
    {
        float end = high;
        for (int step = 0; step < MaxRootSteps; step++)
        {
            float t = (step & 1) == 1
                ? low + ((Target - sLow) * (high - low) / (sHigh - sLow))
                : 0.5f * (low + high);
            float s = axis.At(t, indexA, indexB);
            float error = s - Target;
            if ((error > 0f ? error : -error) < Tolerance)
                return t;
            if (s > Target)
                (low, sLow) = (t, s);
            else
                (high, sHigh) = (t, s);
        }

        return end;
    }
}
