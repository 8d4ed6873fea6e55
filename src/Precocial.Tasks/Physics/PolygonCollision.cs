namespace Precocial.Tasks.Physics;

/// <summary>The manifold of two polygons, in world coordinates.</summary>
/// <remarks>The face of deepest separation is found by climbing from the face that points most at the other
/// polygon, as Box2D did until 2.3.0; later versions try every face.</remarks>
internal static class PolygonCollision
{
    private const float Skins = 2f * Tolerances.SkinRadius;
    private const float RelativeTolerance = 0.98f;
    private const float AbsoluteTolerance = 0.001f;

    /// <summary>Writes the manifold; no points when the polygons are apart.</summary>
    public static void Collide(
        ref Manifold manifold, Polygon a, in Transform placedA, Polygon b, in Transform placedB)
    {
        manifold.Count = 0;
        float separationA = MaxSeparation(a, placedA, b, placedB, out int faceA);
        if (separationA > Skins)
            return;
        float separationB = MaxSeparation(b, placedB, a, placedA, out int faceB);
        if (separationB > Skins)
            return;
        if (separationB > (RelativeTolerance * separationA) + AbsoluteTolerance)
            WithReference(ref manifold, b, placedB, faceB, a, placedA, flip: true);
        else
            WithReference(ref manifold, a, placedA, faceA, b, placedB, flip: false);
    }

    private static void WithReference(
        ref Manifold manifold, Polygon reference, in Transform placed, int face,
        Polygon other, in Transform otherPlaced, bool flip)
    {
        ClipSegment segment = IncidentEdge(reference, placed, face, other, otherPlaced);
        int next = Next(face, reference.Corners.Length);
        Vec2 local1 = reference.Corners[face], local2 = reference.Corners[next];
        Vec2 localTangent = (local2 - local1).Unit();
        Vec2 tangent = placed.Rotation.Apply(localTangent), normal = Vec2.Cross(tangent, 1f);
        Vec2 v1 = placed.Apply(local1), v2 = placed.Apply(local2);
        if (!segment.Clip(-tangent, -Vec2.Dot(tangent, v1) + Skins, face)
            || !segment.Clip(tangent, Vec2.Dot(tangent, v2) + Skins, next))
            return;
        manifold.FaceOnB = flip;
        manifold.LocalNormal = Vec2.Cross(localTangent, 1f);
        manifold.LocalPlane = 0.5f * (local1 + local2);
        float front = Vec2.Dot(normal, v1);
        Keep(ref manifold, segment.First, normal, front, otherPlaced, flip);
        Keep(ref manifold, segment.Second, normal, front, otherPlaced, flip);
    }

    private static void Keep(
        ref Manifold manifold, in ClipPoint point, Vec2 normal, float front, in Transform placed, bool flip)
    {
        if (Vec2.Dot(normal, point.At) - front <= Skins)
            manifold.Add(placed.Unapply(point.At), flip ? point.Id.Flipped : point.Id);
    }

    private static ClipSegment IncidentEdge(
        Polygon reference, in Transform placed, int face, Polygon other, in Transform otherPlaced)
    {
        Vec2 normal = otherPlaced.Rotation.Unapply(placed.Rotation.Apply(reference.Normals[face]));
        int i1 = LeastAlong(other.Normals, normal), i2 = Next(i1, other.Corners.Length);
        return new ClipSegment
        {
            First = new ClipPoint(
                otherPlaced.Apply(other.Corners[i1]),
                new ContactId((byte)face, (byte)i1, Feature.Face, Feature.Vertex)),
            Second = new ClipPoint(
                otherPlaced.Apply(other.Corners[i2]),
                new ContactId((byte)face, (byte)i2, Feature.Face, Feature.Vertex)),
        };
    }

    private static float MaxSeparation(
        Polygon a, in Transform placedA, Polygon b, in Transform placedB, out int face)
    {
        int count = a.Normals.Length;
        face = Facing(a, placedA, placedB.Apply(b.Centroid) - placedA.Apply(a.Centroid));
        float here = Separation(a, placedA, face, b, placedB);
        int before = Previous(face, count), after = Next(face, count);
        float left = Separation(a, placedA, before, b, placedB);
        float right = Separation(a, placedA, after, b, placedB);
        if (left > here && left > right)
            return Climb(a, placedA, b, placedB, before, left, forward: false, out face);
        if (right > here)
            return Climb(a, placedA, b, placedB, after, right, forward: true, out face);
        return here;
    }

    private static float Climb(
        Polygon a, in Transform placedA, Polygon b, in Transform placedB,
        int start, float separation, bool forward, out int face)
    {
        face = start;
        while (true)
        {
            int count = a.Normals.Length, next = forward ? Next(face, count) : Previous(face, count);
            float there = Separation(a, placedA, next, b, placedB);
            if (!(there > separation))
                return separation;
            face = next;
            separation = there;
        }
    }

    private static int Facing(Polygon a, in Transform placedA, Vec2 towards)
    {
        Vec2 local = placedA.Rotation.Unapply(towards);
        int best = 0;
        float most = -float.MaxValue;
        for (int i = 0; i < a.Normals.Length; i++)
        {
            float dot = Vec2.Dot(a.Normals[i], local);
            if (dot > most)
            {
                most = dot;
                best = i;
            }
        }

        return best;
    }

    private static float Separation(
        Polygon a, in Transform placedA, int face, Polygon b, in Transform placedB)
    {
        Vec2 normal = placedA.Rotation.Apply(a.Normals[face]);
        int index = LeastAlong(b.Corners, placedB.Rotation.Unapply(normal));
        Vec2 v1 = placedA.Apply(a.Corners[face]), v2 = placedB.Apply(b.Corners[index]);
        return Vec2.Dot(v2 - v1, normal);
    }

    private static int LeastAlong(ReadOnlySpan<Vec2> vectors, Vec2 direction)
    {
        int best = 0;
        float least = float.MaxValue;
        for (int i = 0; i < vectors.Length; i++)
        {
            float dot = Vec2.Dot(vectors[i], direction);
            if (dot < least)
            {
                least = dot;
                best = i;
            }
        }

        return best;
    }

    private static int Next(int i, int count) => i + 1 < count ? i + 1 : 0;

    private static int Previous(int i, int count) => i > 0 ? i - 1 : count - 1;
}
