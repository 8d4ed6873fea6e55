using System.Runtime.CompilerServices;

namespace Precocial.Tasks.Physics;

/// <summary>The manifold of an isolated edge (A) and a polygon (B), in the edge's coordinates.</summary>
/// <remarks>Steps: 1 the edge's axis, 2 the polygon's axes, 3 choose the reference face, 4 find the incident
/// edge, 5 cut it to the face's ends, 6 keep what is closer than both skins.</remarks>
internal ref struct EdgePolygonCollision
{
    private const float Skins = 2f * Tolerances.SkinRadius;
    private const float RelativeTolerance = 0.98f;
    private const float AbsoluteTolerance = 0.001f;

    private readonly Edge _edge;
    private readonly Polygon _polygon;
    private readonly Transform _toEdge;
    private readonly Span<Vec2> _corners;
    private readonly Span<Vec2> _normals;
    private readonly bool _front;
    private readonly Vec2 _normal;

    private EdgePolygonCollision(Edge edge, Polygon polygon, in Transform toEdge, Span<Vec2> room)
    {
        _edge = edge;
        _polygon = polygon;
        _toEdge = toEdge;
        int count = polygon.Corners.Length;
        _corners = room[..count];
        _normals = room.Slice(count, count);
        for (int i = 0; i < count; i++)
        {
            _corners[i] = toEdge.Apply(polygon.Corners[i]);
            _normals[i] = toEdge.Rotation.Apply(polygon.Normals[i]);
        }

        _front = Vec2.Dot(edge.Normal, toEdge.Apply(polygon.Centroid) - edge.Start) >= 0f;
        _normal = _front ? edge.Normal : -edge.Normal;
    }

    /// <summary>Writes the manifold; no points when the shapes are apart.</summary>
    [SkipLocalsInit]
    public static void Collide(
        ref Manifold manifold, Edge edge, in Transform placedA, Polygon polygon, in Transform placedB)
    {
        Span<Vec2> room = stackalloc Vec2[2 * Tolerances.MaxCorners];
        manifold.Count = 0;
        var collision = new EdgePolygonCollision(edge, polygon, placedA.Relative(placedB), room);
        float edgeSeparation = collision.EdgeSeparation();
        if (edgeSeparation > Skins)
            return;
        float polygonSeparation = collision.PolygonSeparation(out int side);
        if (polygonSeparation > Skins)
            return;
        if (polygonSeparation > (RelativeTolerance * edgeSeparation) + AbsoluteTolerance)
            collision.WithPolygonAsReference(ref manifold, side);
        else
            collision.WithEdgeAsReference(ref manifold);
    }

    private readonly float EdgeSeparation()
    {
        float least = float.MaxValue;
        foreach (Vec2 corner in _corners)
            least = Scalars.Min(Vec2.Dot(_normal, corner - _edge.Start), least);
        return least;
    }

    private readonly float PolygonSeparation(out int side)
    {
        float most = -float.MaxValue;
        side = -1;
        for (int i = 0; i < _corners.Length; i++)
        {
            Vec2 inward = -_normals[i];
            float s1 = Vec2.Dot(inward, _corners[i] - _edge.Start);
            float s2 = Vec2.Dot(inward, _corners[i] - _edge.End);
            float s = Scalars.Min(s1, s2);
            if (s > most)
            {
                most = s;
                side = i;
            }

            if (s > Skins)
                break;
        }

        return most;
    }

    private readonly void WithEdgeAsReference(ref Manifold manifold)
    {
        int i1 = MostOpposed(), i2 = i1 + 1 < _corners.Length ? i1 + 1 : 0;
        var segment = new ClipSegment
        {
            First = new ClipPoint(_corners[i1], new ContactId(0, (byte)i1, Feature.Face, Feature.Vertex)),
            Second = new ClipPoint(_corners[i2], new ContactId(0, (byte)i2, Feature.Face, Feature.Vertex)),
        };
        Vec2 v1 = _front ? _edge.Start : _edge.End, v2 = _front ? _edge.End : _edge.Start;
        if (!Cut(ref segment, _normal, v1, v2, _front ? 0 : 1, _front ? 1 : 0))
            return;
        manifold.FaceOnB = false;
        manifold.LocalNormal = _normal;
        manifold.LocalPlane = v1;
        if (Vec2.Dot(_normal, segment.First.At - v1) <= Skins)
            manifold.Add(_toEdge.Unapply(segment.First.At), segment.First.Id);
        if (Vec2.Dot(_normal, segment.Second.At - v1) <= Skins)
            manifold.Add(_toEdge.Unapply(segment.Second.At), segment.Second.Id);
    }

    private readonly void WithPolygonAsReference(ref Manifold manifold, int side)
    {
        int next = side + 1 < _corners.Length ? side + 1 : 0;
        var id = new ContactId(0, (byte)side, Feature.Vertex, Feature.Face);
        var segment = new ClipSegment
        {
            First = new ClipPoint(_edge.Start, id),
            Second = new ClipPoint(_edge.End, id),
        };
        Vec2 v1 = _corners[side], normal = _normals[side];
        if (!Cut(ref segment, normal, v1, _corners[next], side, next))
            return;
        manifold.FaceOnB = true;
        manifold.LocalNormal = _polygon.Normals[side];
        manifold.LocalPlane = _polygon.Corners[side];
        if (Vec2.Dot(normal, segment.First.At - v1) <= Skins)
            manifold.Add(segment.First.At, segment.First.Id.Flipped);
        if (Vec2.Dot(normal, segment.Second.At - v1) <= Skins)
            manifold.Add(segment.Second.At, segment.Second.Id.Flipped);
    }

    private readonly int MostOpposed()
    {
        int best = 0;
        float least = Vec2.Dot(_normal, _normals[0]);
        for (int i = 1; i < _normals.Length; i++)
        {
            float value = Vec2.Dot(_normal, _normals[i]);
            if (value < least)
            {
                least = value;
                best = i;
            }
        }

        return best;
    }

    private static bool Cut(ref ClipSegment segment, Vec2 normal, Vec2 v1, Vec2 v2, int index1, int index2)
    {
        var side = new Vec2(normal.Y, -normal.X);
        return segment.Clip(side, Vec2.Dot(side, v1), index1)
            && segment.Clip(-side, Vec2.Dot(-side, v2), index2);
    }
}
