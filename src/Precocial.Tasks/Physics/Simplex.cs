using System.Runtime.CompilerServices;

namespace Precocial.Tasks.Physics;

/// <summary>A corner of the Minkowski difference B - A, and the corners that made it.</summary>
internal struct SimplexCorner
{
    public Vec2 OnA;
    public Vec2 OnB;

    /// <summary>OnB - OnA.</summary>
    public Vec2 At;

    /// <summary>Barycentric coordinate of the closest point.</summary>
    public float Share;
    public int IndexA;
    public int IndexB;
}

/// <summary>Three corners.</summary>
[InlineArray(3)]
internal struct SimplexCorners
{
    private SimplexCorner _first;
}

/// <summary>A point, segment or triangle of the Minkowski difference: the state of GJK.</summary>
internal struct Simplex
{
    public SimplexCorners Corners;

    /// <summary>1, 2 or 3 corners.</summary>
    public int Count;

    /// <summary>Length of a segment, twice the area of a triangle: recognises a stale cache.</summary>
    public readonly float Metric => Count switch
    {
        2 => (Corners[0].At - Corners[1].At).Length,
        3 => Vec2.Cross(Corners[1].At - Corners[0].At, Corners[2].At - Corners[0].At),
        _ => 0f,
    };

    /// <summary>From the closest point towards the origin.</summary>
    public readonly Vec2 SearchDirection()
    {
        if (Count == 1)
            return -Corners[0].At;
        Vec2 e = Corners[1].At - Corners[0].At;
        return Vec2.Cross(e, -Corners[0].At) > 0f ? Vec2.Cross(1f, e) : Vec2.Cross(e, 1f);
    }

    /// <summary>Distance between the closest points of the two shapes.</summary>
    public readonly float Distance()
    {
        if (Count == 1)
            return (Corners[0].OnA - Corners[0].OnB).Length;
        if (Count == 3)
            return 0f;
        float a = Corners[0].Share, b = Corners[1].Share;
        Vec2 onA = (a * Corners[0].OnA) + (b * Corners[1].OnA);
        Vec2 onB = (a * Corners[0].OnB) + (b * Corners[1].OnB);
        return (onA - onB).Length;
    }

    /// <summary>Shrinks to the corners that carry the point closest to the origin.</summary>
    public void Reduce()
    {
        if (Count == 2)
            ReduceSegment();
        else if (Count == 3)
            ReduceTriangle();
    }

    private void ReduceSegment()
    {
        Vec2 w1 = Corners[0].At, w2 = Corners[1].At, e12 = w2 - w1;
        float d2 = -Vec2.Dot(w1, e12);
        if (d2 <= 0f)
        {
            KeepCorner(0);
            return;
        }

        float d1 = Vec2.Dot(w2, e12);
        if (d1 <= 0f)
            KeepCorner(1);
        else
            KeepSide(0, 1, d1, d2);
    }

    private void ReduceTriangle()
    {
        Vec2 w1 = Corners[0].At, w2 = Corners[1].At, w3 = Corners[2].At;
        Vec2 e12 = w2 - w1, e13 = w3 - w1, e23 = w3 - w2;
        float d12a = Vec2.Dot(w2, e12), d12b = -Vec2.Dot(w1, e12);
        float d13a = Vec2.Dot(w3, e13), d13b = -Vec2.Dot(w1, e13);
        float d23a = Vec2.Dot(w3, e23), d23b = -Vec2.Dot(w2, e23);
        float n = Vec2.Cross(e12, e13);
        float d1 = n * Vec2.Cross(w2, w3), d2 = n * Vec2.Cross(w3, w1), d3 = n * Vec2.Cross(w1, w2);
        if (d12b <= 0f && d13b <= 0f)
            KeepCorner(0);
        else if (d12a > 0f && d12b > 0f && d3 <= 0f)
            KeepSide(0, 1, d12a, d12b);
        else if (d13a > 0f && d13b > 0f && d2 <= 0f)
            KeepSide(0, 2, d13a, d13b);
        else if (d12a <= 0f && d23b <= 0f)
            KeepCorner(1);
        else if (d13a <= 0f && d23a <= 0f)
            KeepCorner(2);
        else if (d23a > 0f && d23b > 0f && d1 <= 0f)
            KeepSide(2, 1, d23b, d23a);
        else
            KeepAll(d1, d2, d3);
    }

    private void KeepCorner(int i)
    {
        Corners[0] = Corners[i];
        Corners[0].Share = 1f;
        Count = 1;
    }

    /// <summary>Keeps two corners, each with the weight of the other's distance.</summary>
    private void KeepSide(int i, int j, float weightI, float weightJ)
    {
        float inverse = 1f / (weightI + weightJ);
        SimplexCorner second = Corners[j];
        Corners[0] = Corners[i];
        Corners[1] = second;
        Corners[0].Share = weightI * inverse;
        Corners[1].Share = weightJ * inverse;
        Count = 2;
    }

    private void KeepAll(float d1, float d2, float d3)
    {
        float inverse = 1f / (d1 + d2 + d3);
        Corners[0].Share = d1 * inverse;
        Corners[1].Share = d2 * inverse;
        Corners[2].Share = d3 * inverse;
        Count = 3;
    }
}
