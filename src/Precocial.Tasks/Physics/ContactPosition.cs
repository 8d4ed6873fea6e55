namespace Precocial.Tasks.Physics;

/// <summary>The position equations of a solid contact during one step: push shapes apart.</summary>
internal struct ContactPosition
{
    private readonly int _a, _b;
    private readonly float _massA, _massB, _inertiaA, _inertiaB;
    private readonly Vec2 _centerA, _centerB;
    private readonly bool _faceOnB;
    private readonly Vec2 _localNormal, _localPlane, _first, _second;
    private readonly int _count;

    /// <param name="contact">A contact with at least one point.</param>
    /// <param name="movesA">Whether body A yields.</param>
    /// <param name="movesB">Whether body B yields.</param>
    public ContactPosition(Contact contact, bool movesA, bool movesB)
    {
        Body a = contact.FixtureA.Body, b = contact.FixtureB.Body;
        (_a, _b) = (a.IslandIndex, b.IslandIndex);
        (_massA, _inertiaA) = movesA ? (a.InverseMass, a.InverseInertia) : (0f, 0f);
        (_massB, _inertiaB) = movesB ? (b.InverseMass, b.InverseInertia) : (0f, 0f);
        (_centerA, _centerB) = (a.Sweep.LocalCenter, b.Sweep.LocalCenter);
        _faceOnB = contact.Manifold.FaceOnB;
        (_localNormal, _localPlane) = (contact.Manifold.LocalNormal, contact.Manifold.LocalPlane);
        (_first, _second) = (contact.Manifold.Points[0].Local, contact.Manifold.Points[1].Local);
        _count = contact.Manifold.Count;
    }

    /// <summary>One pass over the points; the second sees what the first moved.</summary>
    /// <param name="places">All bodies of the island.</param>
    /// <param name="gain">The share of the error that is taken away.</param>
    /// <param name="least">Becomes the smallest separation seen.</param>
    public readonly void Solve(Span<Placement> places, float gain, ref float least)
    {
        SolvePoint(ref places[_a], ref places[_b], _first, gain, ref least);
        if (_count == 2)
            SolvePoint(ref places[_a], ref places[_b], _second, gain, ref least);
    }

    private readonly void SolvePoint(
        ref Placement a, ref Placement b, Vec2 local, float gain, ref float least)
    {
        Transform placedA = a.Transform(_centerA), placedB = b.Transform(_centerB);
        Transform face = _faceOnB ? placedB : placedA, other = _faceOnB ? placedA : placedB;
        Vec2 normal = face.Rotation.Apply(_localNormal);
        Vec2 plane = face.Apply(_localPlane), point = other.Apply(local);
        float separation = Vec2.Dot(point - plane, normal) - Tolerances.SkinRadius - Tolerances.SkinRadius;
        if (_faceOnB)
            normal = -normal;
        least = Scalars.Min(least, separation);
        Vec2 rA = point - a.Center, rB = point - b.Center;
        float error = Scalars.Clamp(
            gain * (separation + Tolerances.LinearSlop), -Tolerances.MaxLinearCorrection, 0f);
        float rnA = Vec2.Cross(rA, normal), rnB = Vec2.Cross(rB, normal);
        float k = _massA + _massB + (_inertiaA * rnA * rnA) + (_inertiaB * rnB * rnB);
        Vec2 p = (k > 0f ? -error / k : 0f) * normal;
        a.Center -= _massA * p;
        a.TurnTo(a.Angle - (_inertiaA * Vec2.Cross(rA, p)));
        b.Center += _massB * p;
        b.TurnTo(b.Angle + (_inertiaB * Vec2.Cross(rB, p)));
    }
}
