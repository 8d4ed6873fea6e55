namespace Precocial.Tasks.Physics;

/// <summary>A hinge with a motor and limits. What passes from step to step is here; the equations are in
/// <see cref="JointConstraint"/>.</summary>
public sealed class RevoluteJoint
{
    /// <summary>Impulses of the last step: the warm start of the next.</summary>
    internal JointImpulse Impulse;
    internal LimitState Limit;
    internal bool InIsland;
    private float _motorSpeed;
    private float _maxMotorTorque;

    internal RevoluteJoint(Body a, Body b, RevoluteJointTraits traits)
    {
        BodyA = a;
        BodyB = b;
        Traits = traits;
        ReferenceAngle = traits.ReferenceAngle ?? b.Angle - a.Angle;
        _motorSpeed = traits.MotorSpeed;
        _maxMotorTorque = traits.MaxMotorTorque;
        if (traits.LowerAngle.HasValue != traits.UpperAngle.HasValue)
            throw new ArgumentException("RevoluteJoint: give both limits or none, but only one is set.");
    }

    /// <summary>First body.</summary>
    public Body BodyA { get; }

    /// <summary>Second body.</summary>
    public Body BodyB { get; }

    /// <summary>What it was made from.</summary>
    public RevoluteJointTraits Traits { get; }

    /// <summary>The angle of B less that of A at which <see cref="Angle"/> is 0.</summary>
    public float ReferenceAngle { get; }

    /// <summary>The joint's angle in radians, not clamped.</summary>
    public float Angle => BodyB.Angle - BodyA.Angle - ReferenceAngle;

    /// <summary>The joint's angular velocity, rad/s.</summary>
    public float Speed => BodyB.Spin - BodyA.Spin;

    /// <summary>Target speed of the motor, rad/s. Setting it wakes both bodies.</summary>
    public float MotorSpeed
    {
        get => _motorSpeed;
        set
        {
            Wake();
            _motorSpeed = value;
        }
    }

    /// <summary>Torque limit of the motor, N m. Setting it wakes both bodies.</summary>
    public float MaxMotorTorque
    {
        get => _maxMotorTorque;
        set
        {
            Wake();
            _maxMotorTorque = value;
        }
    }

    private void Wake()
    {
        BodyA.Wake();
        BodyB.Wake();
    }
}

/// <summary>Which limit of a joint acts.</summary>
internal enum LimitState
{
    Inactive,
    Lower,
    Upper,
}

/// <summary>Accumulated impulses of a joint.</summary>
internal struct JointImpulse
{
    /// <summary>On the point.</summary>
    public float X;
    public float Y;

    /// <summary>On the limit.</summary>
    public float Z;
    public float Motor;
}
