using System.Runtime.CompilerServices;

namespace Precocial.Tasks.Physics;

/// <summary>The equations of a <see cref="RevoluteJoint"/> during one step, with the limits of Box2D 2.3.
/// </summary>
/// <remarks>A limit acts only once the angle is at or beyond it; nothing looks ahead (that came with 2.4, and
/// walkers trained on either version fall on the other). Determinants of the step's constant matrix are
/// taken once, in the reference's order of operations.</remarks>
internal struct JointConstraint
{
    private readonly int _a, _b;
    private readonly float _massA, _massB, _inertiaA, _inertiaB;
    private readonly Vec2 _localA, _localB;
    private readonly Vec2 _rA, _rB;
    private readonly float _kxx, _kxy, _kxz, _kyy, _kyz, _kzz;
    private readonly float _pointFactor, _fullFactor;
    private readonly float _crossX, _crossY, _crossZ;
    private readonly float _motorMass, _motorSpeed, _maxMotorImpulse;
    private readonly bool _hasMotor;
    private readonly LimitState _limit;
    private readonly float _limitAngle, _referenceAngle;

    /// <summary>Sets the equations up and finds which limit acts.</summary>
    public JointConstraint(RevoluteJoint joint, ReadOnlySpan<Placement> places, float seconds)
    {
        Body a = joint.BodyA, b = joint.BodyB;
        (_a, _b) = (a.IslandIndex, b.IslandIndex);
        (_massA, _massB) = (a.InverseMass, b.InverseMass);
        (_inertiaA, _inertiaB) = (a.InverseInertia, b.InverseInertia);
        _localA = joint.Traits.AnchorA - a.Sweep.LocalCenter;
        _localB = joint.Traits.AnchorB - b.Sweep.LocalCenter;
        _rA = places[_a].Rotation.Apply(_localA);
        _rB = places[_b].Rotation.Apply(_localB);
        _kxx = _massA + _massB + (_rA.Y * _rA.Y * _inertiaA) + (_rB.Y * _rB.Y * _inertiaB);
        _kxy = (-_rA.Y * _rA.X * _inertiaA) - (_rB.Y * _rB.X * _inertiaB);
        _kxz = (-_rA.Y * _inertiaA) - (_rB.Y * _inertiaB);
        _kyy = _massA + _massB + (_rA.X * _rA.X * _inertiaA) + (_rB.X * _rB.X * _inertiaB);
        _kyz = (_rA.X * _inertiaA) + (_rB.X * _inertiaB);
        _kzz = _inertiaA + _inertiaB;
        _pointFactor = Inverse((_kxx * _kyy) - (_kxy * _kxy));
        (_crossX, _crossY, _crossZ) =
            ((_kyy * _kzz) - (_kyz * _kyz), (_kyz * _kxz) - (_kxy * _kzz), (_kxy * _kyz) - (_kyy * _kxz));
        _fullFactor = Inverse((_kxx * _crossX) + (_kxy * _crossY) + (_kxz * _crossZ));
        _motorMass = _kzz > 0f ? 1f / _kzz : _kzz;
        _hasMotor = joint.Traits.HasMotor && _kzz != 0f;
        _motorSpeed = joint.MotorSpeed;
        _maxMotorImpulse = seconds * joint.MaxMotorTorque;
        _referenceAngle = joint.ReferenceAngle;
        float angle = places[_b].Angle - places[_a].Angle - _referenceAngle;
        (_limit, _limitAngle) = ActiveLimit(joint.Traits, angle);
    }

    /// <summary>Applies the impulses of the last step and notes the limit for the next.</summary>
    public readonly void WarmStart(
        RevoluteJoint joint, ref JointImpulse total, Span<Velocity> velocities, float ratio)
    {
        total = joint.Impulse;
        if (!_hasMotor)
            total.Motor = 0f;
        if (_limit == LimitState.Inactive || joint.Limit != _limit)
            total.Z = 0f;
        joint.Limit = _limit;
        total.X *= ratio;
        total.Y *= ratio;
        total.Z *= ratio;
        total.Motor *= ratio;
        Velocity a = velocities[_a], b = velocities[_b];
        var p = new Vec2(total.X, total.Y);
        a.Linear -= _massA * p;
        a.Spin -= _inertiaA * (Vec2.Cross(_rA, p) + total.Motor + total.Z);
        b.Linear += _massB * p;
        b.Spin += _inertiaB * (Vec2.Cross(_rB, p) + total.Motor + total.Z);
        velocities[_a] = a;
        velocities[_b] = b;
    }

    /// <summary>One pass: the motor, then the limit with the point or the point alone.</summary>
    public readonly void SolveVelocity(Span<Velocity> velocities, ref JointImpulse total)
    {
        ref Velocity a = ref velocities[_a];
        ref Velocity b = ref velocities[_b];
        float spinA = a.Spin, spinB = b.Spin;
        if (_hasMotor)
        {
            float old = total.Motor;
            float wanted = old + (-_motorMass * (spinB - spinA - _motorSpeed));
            total.Motor = Scalars.Clamp(wanted, -_maxMotorImpulse, _maxMotorImpulse);
            float change = total.Motor - old;
            spinA -= _inertiaA * change;
            spinB += _inertiaB * change;
        }

        Vec2 drift = b.Linear + Vec2.Cross(spinB, _rB) - a.Linear - Vec2.Cross(spinA, _rA);
        float z = 0f;
        Vec2 p = _limit == LimitState.Inactive
            ? SolvePoint(-drift)
            : SolveLimit(drift, spinB - spinA, ref total, out z);
        total.X += p.X;
        total.Y += p.Y;
        a.Linear -= _massA * p;
        b.Linear += _massB * p;
        if (_limit == LimitState.Inactive)
        {
            a.Spin = spinA - (_inertiaA * Vec2.Cross(_rA, p));
            b.Spin = spinB + (_inertiaB * Vec2.Cross(_rB, p));
        }
        else
        {
            a.Spin = spinA - (_inertiaA * (Vec2.Cross(_rA, p) + z));
            b.Spin = spinB + (_inertiaB * (Vec2.Cross(_rB, p) + z));
        }
    }

    /// <summary>One pass over the positions: the limit, then the point, in full.</summary>
    /// <returns>Whether both errors were small before the pass.</returns>
    public readonly bool SolvePosition(Span<Placement> places)
    {
        ref Placement a = ref places[_a];
        ref Placement b = ref places[_b];
        float angularError = SolveLimitAngle(ref a, ref b);
        Vec2 rA = a.Rotation.Apply(_localA), rB = b.Rotation.Apply(_localB);
        Vec2 c = b.Center + rB - a.Center - rA;
        float error = c.Length;
        float k11 = _massA + _massB + (_inertiaA * rA.Y * rA.Y) + (_inertiaB * rB.Y * rB.Y);
        float k12 = (-_inertiaA * rA.X * rA.Y) - (_inertiaB * rB.X * rB.Y);
        float k22 = _massA + _massB + (_inertiaA * rA.X * rA.X) + (_inertiaB * rB.X * rB.X);
        float factor = Inverse((k11 * k22) - (k12 * k12));
        var impulse = new Vec2(
            -(factor * ((k22 * c.X) - (k12 * c.Y))),
            -(factor * ((k11 * c.Y) - (k12 * c.X))));
        a.Center -= _massA * impulse;
        a.TurnTo(a.Angle - (_inertiaA * Vec2.Cross(rA, impulse)));
        b.Center += _massB * impulse;
        b.TurnTo(b.Angle + (_inertiaB * Vec2.Cross(rB, impulse)));
        return error <= Tolerances.LinearSlop && angularError <= Tolerances.AngularSlop;
    }

    private static float Inverse(float determinant) => determinant != 0f ? 1f / determinant : determinant;

    private readonly (LimitState State, float Angle) ActiveLimit(RevoluteJointTraits traits, float angle)
    {
        if (traits.LowerAngle is not { } lower || traits.UpperAngle is not { } upper || _kzz == 0f)
            return (LimitState.Inactive, 0f);
        if (angle <= lower)
            return (LimitState.Lower, lower);
        return angle >= upper ? (LimitState.Upper, upper) : (LimitState.Inactive, 0f);
    }

    /// <summary>The impulse that gives the anchor a relative velocity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly Vec2 SolvePoint(Vec2 v) => new(
        _pointFactor * ((_kyy * v.X) - (_kxy * v.Y)),
        _pointFactor * ((_kxx * v.Y) - (_kxy * v.X)));

    /// <summary>All three rows by Cramer's rule; the point alone when the limit would have to pull.</summary>
    private readonly Vec2 SolveLimit(Vec2 drift, float spin, ref JointImpulse total, out float z)
    {
        float x = -(_fullFactor * ((drift.X * _crossX) + (drift.Y * _crossY) + (spin * _crossZ)));
        float y = -(_fullFactor * ((_kxx * ((drift.Y * _kzz) - (spin * _kyz)))
            + (_kxy * ((spin * _kxz) - (drift.X * _kzz)))
            + (_kxz * ((drift.X * _kyz) - (drift.Y * _kxz)))));
        z = -(_fullFactor * ((_kxx * ((_kyy * spin) - (_kyz * drift.Y)))
            + (_kxy * ((_kyz * drift.X) - (_kxy * spin)))
            + (_kxz * ((_kxy * drift.Y) - (_kyy * drift.X)))));
        float sum = total.Z + z;
        if (_limit == LimitState.Lower ? !(sum < 0f) : !(sum > 0f))
        {
            total.Z = sum;
            return new Vec2(x, y);
        }

        z = -total.Z;
        Vec2 side = -drift + (total.Z * new Vec2(_kxz, _kyz));
        total.Z = 0f;
        return SolvePoint(side);
    }

    private readonly float SolveLimitAngle(ref Placement a, ref Placement b)
    {
        if (_limit == LimitState.Inactive)
            return 0f;
        float error = b.Angle - a.Angle - _referenceAngle - _limitAngle;
        float correction = _limit == LimitState.Lower
            ? Scalars.Clamp(error + Tolerances.AngularSlop, -Tolerances.MaxAngularCorrection, 0f)
            : Scalars.Clamp(error - Tolerances.AngularSlop, 0f, Tolerances.MaxAngularCorrection);
        float impulse = -_motorMass * correction;
        a.TurnTo(a.Angle - (_inertiaA * impulse));
        b.TurnTo(b.Angle + (_inertiaB * impulse));
        return _limit == LimitState.Lower ? -error : error;
    }
}
