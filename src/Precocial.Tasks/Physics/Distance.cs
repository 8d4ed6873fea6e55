namespace Precocial.Tasks.Physics;

/// <summary>What GJK remembers from one query to the next of the same two shapes.</summary>
internal struct SimplexCache
{
    public float Metric;

    /// <summary>0 when there is nothing to reuse.</summary>
    public int Count;
    public (int A, int B) First, Second, Third;
}

/// <summary>The distance of two convex shapes by the method of Gilbert, Johnson and Keerthi.</summary>
internal static class Distance
{
    private const int MaxRounds = 20;

    /// <summary>Whether two placed shapes, skins included, overlap (sensors).</summary>
    public static bool Overlap(Shape a, in Transform placedA, Shape b, in Transform placedB)
    {
        var cache = default(SimplexCache);
        const float skins = Tolerances.SkinRadius + Tolerances.SkinRadius;
        float core = Between(a, placedA, b, placedB, ref cache);
        return !(core > skins && core > Tolerances.Epsilon) || core - skins < 10f * Tolerances.Epsilon;
    }

    /// <summary>Distance without skins; 0 when the shapes overlap.</summary>
    public static float Between(
        Shape a, in Transform placedA, Shape b, in Transform placedB, ref SimplexCache cache)
    {
        var simplex = default(Simplex);
        Restore(ref simplex, cache, a, placedA, b, placedB);
        for (int round = 0; round < MaxRounds; round++)
        {
            Simplex before = simplex;
            simplex.Reduce();
            if (simplex.Count == 3)
                break;
            Vec2 d = simplex.SearchDirection();
            if (d.LengthSquared < Tolerances.Epsilon * Tolerances.Epsilon)
                break;
            int supportA = a.Support(placedA.Rotation.Unapply(-d));
            int supportB = b.Support(placedB.Rotation.Unapply(d));
            simplex.Corners[simplex.Count] = Corner(a, placedA, supportA, b, placedB, supportB);
            if (Holds(before, supportA, supportB))
                break;
            simplex.Count++;
        }

        Store(simplex, ref cache);
        return simplex.Distance();
    }

    private static SimplexCorner Corner(
        Shape a, in Transform placedA, int indexA, Shape b, in Transform placedB, int indexB)
    {
        Vec2 onA = placedA.Apply(a.Corners[indexA]), onB = placedB.Apply(b.Corners[indexB]);
        return new SimplexCorner { OnA = onA, OnB = onB, At = onB - onA, IndexA = indexA, IndexB = indexB };
    }

    private static bool Holds(in Simplex simplex, int indexA, int indexB)
    {
        for (int i = 0; i < simplex.Count; i++)
        {
            if (simplex.Corners[i].IndexA == indexA && simplex.Corners[i].IndexB == indexB)
                return true;
        }

        return false;
    }

    private static void Restore(
        ref Simplex simplex, in SimplexCache cache,
        Shape a, in Transform placedA, Shape b, in Transform placedB)
    {
        simplex.Count = cache.Count;
        for (int i = 0; i < cache.Count; i++)
        {
            (int indexA, int indexB) = i == 0 ? cache.First : i == 1 ? cache.Second : cache.Third;
            simplex.Corners[i] = Corner(a, placedA, indexA, b, placedB, indexB);
        }

        if (cache.Count > 1 && IsStale(simplex.Metric, cache.Metric))
            simplex.Count = 0;
        if (simplex.Count > 0)
            return;
        simplex.Corners[0] = Corner(a, placedA, 0, b, placedB, 0);
        simplex.Corners[0].Share = 1f;
        simplex.Count = 1;
    }

    private static bool IsStale(float metric, float cached) =>
        metric < 0.5f * cached || 2f * cached < metric || metric < Tolerances.Epsilon;

    private static void Store(in Simplex simplex, ref SimplexCache cache)
    {
        cache.Metric = simplex.Metric;
        cache.Count = simplex.Count;
        cache.First = (simplex.Corners[0].IndexA, simplex.Corners[0].IndexB);
        cache.Second = (simplex.Corners[1].IndexA, simplex.Corners[1].IndexB);
        cache.Third = (simplex.Corners[2].IndexA, simplex.Corners[2].IndexB);
    }
}
