using Precocial.Tasks.Physics;

namespace Precocial.Tasks;

/// <summary>A wheel that rolls, slips and, if it is a front one, steers.</summary>
/// <remarks>Double precision around a single-precision world, as in the reference. Source: gym 0.9.6,
/// car_dynamics.py, <c>step</c>.</remarks>
internal sealed class CarWheel(Body body, RevoluteJoint joint)
{
    private const double Size2 = CarOutline.Size * CarOutline.Size;
    private const double EnginePower = 100000000 * Size2;
    private const double MomentOfInertia = 4000 * Size2;
    private const double FrictionLimit = 1000000 * Size2;
    private const double OnGrass = 0.6;
    private const double Stiffness = 205000 * Size2;
    private const double BrakePower = 15;
    private const double Locked = 0.9;

    /// <summary>The rigid body.</summary>
    public Body Body => body;

    /// <summary>Its hinge to the hull.</summary>
    public RevoluteJoint Joint => joint;

    /// <summary>How many tiles it is on.</summary>
    public int Tiles { get; set; }

    /// <summary>The angle it is turned towards, in radians.</summary>
    public double SteeringTarget { get; set; }

    /// <summary>Share of the engine's power, in [0, 1].</summary>
    public double Gas { get; set; }

    /// <summary>In [0, 1]; from 0.9 on the wheel does not turn.</summary>
    public double Brake { get; set; }

    /// <summary>How fast it rolls, in rad/s.</summary>
    public double Omega { get; private set; }

    /// <summary>How far it has rolled, in radians.</summary>
    public double Phase { get; private set; }

    /// <summary>Turns, rolls and pushes the car, before the world's step.</summary>
    /// <param name="seconds">Length of the step.</param>
    public void Step(double seconds)
    {
        Steer();
        Omega += seconds * EnginePower * Gas / MomentOfInertia / (Math.Abs(Omega) + 5.0);
        Slow();
        Phase += Omega * seconds;
        Push(seconds);
    }

    private void Steer()
    {
        double error = SteeringTarget - joint.Angle;
        joint.MotorSpeed = (float)(Math.Sign(error) * Math.Min(50.0 * Math.Abs(error), 3.0));
    }

    // The reference brakes by the step, not by the second.
    private void Slow()
    {
        if (Brake >= Locked)
            Omega = 0;
        else if (Brake > 0)
            Omega -= Math.Sign(Omega) * Math.Min(BrakePower * Brake, Math.Abs(Omega));
    }

    private void Push(double seconds)
    {
        Vec2 ahead = body.WorldDirection(new Vec2(0f, 1f)), side = body.WorldDirection(new Vec2(1f, 0f));
        Vec2 velocity = body.LinearVelocity;
        double along = ((double)ahead.X * velocity.X) + ((double)ahead.Y * velocity.Y);
        double across = ((double)side.X * velocity.X) + ((double)side.Y * velocity.Y);
        double drive = (-along + (Omega * CarOutline.WheelRadius)) * Stiffness, hold = -across * Stiffness;
        double force = Math.Sqrt((drive * drive) + (hold * hold));
        double limit = Tiles > 0 ? FrictionLimit : FrictionLimit * OnGrass;
        if (Math.Abs(force) > limit)
            (drive, hold) = (drive / force * limit, hold / force * limit);
        Omega -= seconds * drive * CarOutline.WheelRadius / MomentOfInertia;
        body.ApplyForce(new Vec2(
            (float)((hold * side.X) + (drive * ahead.X)), (float)((hold * side.Y) + (drive * ahead.Y))));
    }
}
