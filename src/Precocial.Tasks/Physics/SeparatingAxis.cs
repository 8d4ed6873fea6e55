namespace Precocial.Tasks.Physics;

/// <summary>The separation of two moving shapes along one axis, as a function of time.</summary>
/// <remarks>The axis comes from the features GJK found: through two corners, or a face of one.</remarks>
internal readonly struct SeparatingAxis
{
    private readonly Shape _a;
    private readonly Shape _b;
    private readonly Sweep _sweepA;
    private readonly Sweep _sweepB;
    private readonly Kind _kind;
    private readonly Vec2 _axis;
    private readonly Vec2 _localPoint;

    public SeparatingAxis(
        in SimplexCache cache, Shape a, in Sweep sweepA, in Transform placedA,
        Shape b, in Sweep sweepB, in Transform placedB)
    {
        _a = a;
        _b = b;
        _sweepA = sweepA;
        _sweepB = sweepB;
        if (cache.Count == 1)
        {
            _kind = Kind.Corners;
            Vec2 pointA = placedA.Apply(a.Corners[cache.First.A]);
            _axis = (placedB.Apply(b.Corners[cache.First.B]) - pointA).Unit();
        }
        else if (cache.First.A == cache.Second.A)
        {
            _kind = Kind.FaceOfB;
            (_axis, _localPoint) = Face(
                b, cache.First.B, cache.Second.B, placedB, placedA.Apply(a.Corners[cache.First.A]));
        }
        else
        {
            _kind = Kind.FaceOfA;
            (_axis, _localPoint) = Face(
                a, cache.First.A, cache.Second.A, placedA, placedB.Apply(b.Corners[cache.First.B]));
        }
    }

    private enum Kind
    {
        Corners,
        FaceOfA,
        FaceOfB,
    }

    /// <summary>The smallest separation at a time, and the corners that have it.</summary>
    public float Deepest(float time, out int indexA, out int indexB)
    {
        Transform placedA = _sweepA.At(time), placedB = _sweepB.At(time);
        indexA = indexB = 0;
        switch (_kind)
        {
            case Kind.Corners:
                indexA = _a.Support(placedA.Rotation.Unapply(_axis));
                indexB = _b.Support(placedB.Rotation.Unapply(-_axis));
                break;
            case Kind.FaceOfA:
                indexB = _b.Support(placedB.Rotation.Unapply(-placedA.Rotation.Apply(_axis)));
                break;
            default:
                indexA = _a.Support(placedA.Rotation.Unapply(-placedB.Rotation.Apply(_axis)));
                break;
        }

        return Separation(placedA, placedB, indexA, indexB);
    }

    /// <summary>The separation of two given corners at a time.</summary>
    public float At(float time, int indexA, int indexB) =>
        Separation(_sweepA.At(time), _sweepB.At(time), indexA, indexB);

    private float Separation(in Transform placedA, in Transform placedB, int indexA, int indexB)
    {
        switch (_kind)
        {
            case Kind.Corners:
                Vec2 onA = placedA.Apply(_a.Corners[indexA]);
                return Vec2.Dot(placedB.Apply(_b.Corners[indexB]) - onA, _axis);
            case Kind.FaceOfA:
                Vec2 faceA = placedA.Apply(_localPoint);
                return Vec2.Dot(
                    placedB.Apply(_b.Corners[indexB]) - faceA, placedA.Rotation.Apply(_axis));
            default:
                Vec2 faceB = placedB.Apply(_localPoint);
                return Vec2.Dot(
                    placedA.Apply(_a.Corners[indexA]) - faceB, placedB.Rotation.Apply(_axis));
        }
    }

    private static (Vec2 Axis, Vec2 Point) Face(Shape shape, int i, int j, in Transform placed, Vec2 other)
    {
        Vec2 v1 = shape.Corners[i], v2 = shape.Corners[j];
        Vec2 axis = Vec2.Cross(v2 - v1, 1f).Unit();
        Vec2 point = 0.5f * (v1 + v2);
        float s = Vec2.Dot(other - placed.Apply(point), placed.Rotation.Apply(axis));
        return (s < 0f ? -axis : axis, point);
    }
}
