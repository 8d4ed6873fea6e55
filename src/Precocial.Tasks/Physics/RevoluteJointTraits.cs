namespace Precocial.Tasks.Physics;

/// <summary>How two bodies are hinged.</summary>
public sealed record RevoluteJointTraits
{
    /// <summary>The hinge in body A's coordinates, metres.</summary>
    public Vec2 AnchorA { get; init; }

    /// <summary>The hinge in body B's coordinates, metres.</summary>
    public Vec2 AnchorB { get; init; }

    /// <summary>The angle of B less that of A at which the joint's angle is 0; null takes what it is when the
    /// joint is made, as pybox2d does.</summary>
    public float? ReferenceAngle { get; init; }

    /// <summary>Lower limit of the joint's angle in radians; null for none. Both or neither.</summary>
    public float? LowerAngle { get; init; }

    /// <summary>Upper limit of the joint's angle in radians.</summary>
    public float? UpperAngle { get; init; }

    /// <summary>Whether the motor runs.</summary>
    public bool HasMotor { get; init; }

    /// <summary>The motor's first target speed, rad/s.</summary>
    public float MotorSpeed { get; init; }

    /// <summary>The motor's first torque limit, N m.</summary>
    public float MaxMotorTorque { get; init; }

    /// <summary>Whether the two bodies may touch each other.</summary>
    public bool CollideConnected { get; init; }
}
