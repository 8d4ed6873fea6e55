using System.Runtime.CompilerServices;

namespace Precocial.Tasks.Physics;

/// <summary>Accumulated impulses of a contact: normal and tangent of the first point, then of the second.
/// </summary>
internal struct ContactImpulse
{
    public float Normal1, Tangent1, Normal2, Tangent2;
}

/// <summary>A contact point in the velocity equations.</summary>
internal struct ContactVelocityPoint
{
    /// <summary>From each centre of mass to the point.</summary>
    public Vec2 RA, RB;
    public float NormalMass, TangentMass;

    /// <summary>The speed at which the point has to part (restitution).</summary>
    public float Bias;
}

/// <summary>The velocity equations of a contact during one step: friction, then no penetration.</summary>
/// <remarks>Two points are solved together as a linear complementarity problem by trying its four cases.
/// </remarks>
internal struct ContactVelocity
{
    private readonly int _a, _b;
    private readonly float _massA, _massB, _inertiaA, _inertiaB;
    private readonly float _friction;
    private readonly float _k11, _k12, _k22;
    private readonly float _n11, _n12, _n22;
    private readonly Vec2 _normal, _tangent;
    private readonly ContactVelocityPoint _first, _second;

    public ContactVelocity(Contact contact, ReadOnlySpan<Placement> places, ReadOnlySpan<Velocity> velocities)
    {
        Body a = contact.FixtureA.Body, b = contact.FixtureB.Body;
        (_a, _b) = (a.IslandIndex, b.IslandIndex);
        (_massA, _massB) = (a.InverseMass, b.InverseMass);
        (_inertiaA, _inertiaB) = (a.InverseInertia, b.InverseInertia);
        _friction = contact.Friction;
        var world = new WorldManifold(
            contact.Manifold,
            places[_a].Transform(a.Sweep.LocalCenter),
            places[_b].Transform(b.Sweep.LocalCenter));
        _normal = world.Normal;
        _tangent = Vec2.Cross(_normal, 1f);
        Count = contact.Manifold.Count;
        _first = Point(world.First, contact.Restitution, places, velocities);
        if (Count < 2)
            return;
        _second = Point(world.Second, contact.Restitution, places, velocities);
        (_k11, _k12, _k22) = Coupling();
        float determinant = (_k11 * _k22) - (_k12 * _k12);
        if (!(_k11 * _k11 < Tolerances.MaxConditionNumber * determinant))
        {
            Count = 1;
            return;
        }

        float inverse = determinant != 0f ? 1f / determinant : determinant;
        (_n11, _n12, _n22) = (inverse * _k22, -inverse * _k12, inverse * _k11);
    }

    /// <summary>Points that are solved: the second is left out when the two are nearly one.</summary>
    public int Count { get; }

    /// <summary>Applies the impulses of the last step.</summary>
    public readonly void WarmStart(Span<Velocity> velocities, in ContactImpulse total)
    {
        ref Velocity a = ref velocities[_a];
        ref Velocity b = ref velocities[_b];
        Push(ref a, ref b, _first, (total.Normal1 * _normal) + (total.Tangent1 * _tangent));
        if (Count == 2)
            Push(ref a, ref b, _second, (total.Normal2 * _normal) + (total.Tangent2 * _tangent));
    }

    /// <summary>One pass.</summary>
    public readonly void Solve(Span<Velocity> velocities, ref ContactImpulse total)
    {
        Velocity a = velocities[_a], b = velocities[_b];
        Rub(ref a, ref b, _first, total.Normal1, ref total.Tangent1);
        if (Count == 1)
        {
            Press(ref a, ref b, _first, ref total.Normal1);
        }
        else
        {
            Rub(ref a, ref b, _second, total.Normal2, ref total.Tangent2);
            PressBoth(ref a, ref b, ref total);
        }

        velocities[_a] = a;
        velocities[_b] = b;
    }

    private readonly ContactVelocityPoint Point(
        Vec2 at, float restitution, ReadOnlySpan<Placement> places, ReadOnlySpan<Velocity> velocities)
    {
        var point = new ContactVelocityPoint { RA = at - places[_a].Center, RB = at - places[_b].Center };
        point.NormalMass = Mass(point, _normal);
        point.TangentMass = Mass(point, _tangent);
        float speed = Vec2.Dot(_normal, Drift(velocities[_a], velocities[_b], point));
        if (speed < -Tolerances.RestitutionSpeed)
            point.Bias = -restitution * speed;
        return point;
    }

    private readonly float Mass(in ContactVelocityPoint point, Vec2 direction)
    {
        float a = Vec2.Cross(point.RA, direction), b = Vec2.Cross(point.RB, direction);
        float k = _massA + _massB + (_inertiaA * a * a) + (_inertiaB * b * b);
        return k > 0f ? 1f / k : 0f;
    }

    private readonly (float K11, float K12, float K22) Coupling()
    {
        float a1 = Vec2.Cross(_first.RA, _normal), b1 = Vec2.Cross(_first.RB, _normal);
        float a2 = Vec2.Cross(_second.RA, _normal), b2 = Vec2.Cross(_second.RB, _normal);
        return (
            _massA + _massB + (_inertiaA * a1 * a1) + (_inertiaB * b1 * b1),
            _massA + _massB + (_inertiaA * a1 * a2) + (_inertiaB * b1 * b2),
            _massA + _massB + (_inertiaA * a2 * a2) + (_inertiaB * b2 * b2));
    }

    /// <summary>Velocity of B's point against A's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vec2 Drift(in Velocity a, in Velocity b, in ContactVelocityPoint point) =>
        b.Linear + Vec2.Cross(b.Spin, point.RB) - a.Linear - Vec2.Cross(a.Spin, point.RA);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Push(ref Velocity a, ref Velocity b, in ContactVelocityPoint point, Vec2 p)
    {
        a.Linear -= _massA * p;
        a.Spin -= _inertiaA * Vec2.Cross(point.RA, p);
        b.Linear += _massB * p;
        b.Spin += _inertiaB * Vec2.Cross(point.RB, p);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Rub(
        ref Velocity a, ref Velocity b, in ContactVelocityPoint point, float normal, ref float tangent)
    {
        float speed = Vec2.Dot(Drift(a, b, point), _tangent);
        float most = _friction * normal;
        float sum = Scalars.Clamp(tangent + (point.TangentMass * -speed), -most, most);
        float change = sum - tangent;
        tangent = sum;
        Push(ref a, ref b, point, change * _tangent);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Press(
        ref Velocity a, ref Velocity b, in ContactVelocityPoint point, ref float normal)
    {
        float speed = Vec2.Dot(Drift(a, b, point), _normal);
        float sum = Scalars.Max(normal + (-point.NormalMass * (speed - point.Bias)), 0f);
        float change = sum - normal;
        normal = sum;
        Push(ref a, ref b, point, change * _normal);
    }

    private readonly void PressBoth(ref Velocity a, ref Velocity b, ref ContactImpulse total)
    {
        float old1 = total.Normal1, old2 = total.Normal2;
        float b1 = Vec2.Dot(Drift(a, b, _first), _normal) - _first.Bias;
        float b2 = Vec2.Dot(Drift(a, b, _second), _normal) - _second.Bias;
        b1 -= (_k11 * old1) + (_k12 * old2);
        b2 -= (_k12 * old1) + (_k22 * old2);
        if (!Complementary(b1, b2, out float x1, out float x2))
            return;
        Vec2 p1 = (x1 - old1) * _normal, p2 = (x2 - old2) * _normal;
        a.Linear -= _massA * (p1 + p2);
        a.Spin -= _inertiaA * (Vec2.Cross(_first.RA, p1) + Vec2.Cross(_second.RA, p2));
        b.Linear += _massB * (p1 + p2);
        b.Spin += _inertiaB * (Vec2.Cross(_first.RB, p1) + Vec2.Cross(_second.RB, p2));
        total.Normal1 = x1;
        total.Normal2 = x2;
    }

    /// <summary>x with K x + b >= 0, x >= 0, one of both 0 in each row. Cases in the reference's order.
    /// </summary>
    private readonly bool Complementary(float b1, float b2, out float x1, out float x2)
    {
        x1 = -((_n11 * b1) + (_n12 * b2));
        x2 = -((_n12 * b1) + (_n22 * b2));
        if (x1 >= 0f && x2 >= 0f)
            return true;
        x1 = -_first.NormalMass * b1;
        x2 = 0f;
        if (x1 >= 0f && (_k12 * x1) + b2 >= 0f)
            return true;
        x1 = 0f;
        x2 = -_second.NormalMass * b2;
        if (x2 >= 0f && (_k12 * x2) + b1 >= 0f)
            return true;
        x2 = 0f;
        return b1 >= 0f && b2 >= 0f;
    }
}
