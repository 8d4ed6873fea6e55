using Precocial.Tasks.Physics;

namespace Precocial.Tasks;

/// <summary>The walker: a hull, and two legs of two parts each, hinged at hip and knee.</summary>
internal sealed class BipedBody
{
    private const ushort Ground = 1;
    private const ushort Walker = 0x20;

    private static readonly Polygon HullShape = Polygon.Hull(
        Pixels(-30, 9), Pixels(6, 9), Pixels(34, 1), Pixels(34, -8), Pixels(-30, -8));

    private static readonly Polygon UpperShape = LegShape(1);
    private static readonly Polygon LowerShape = LegShape(0.8);
    private static readonly FixtureTraits HullTraits = Traits(density: 5) with { Friction = 0.1f };
    private static readonly FixtureTraits LegTraits = Traits(density: 1);
    private static readonly RevoluteJointTraits HipTraits = Hinge(BipedScale.LegDown, -0.8f, 1.1f);
    private static readonly RevoluteJointTraits KneeTraits = Hinge(-BipedScale.LegHeight / 2, -1.6f, -0.1f);

    private readonly RevoluteJoint[] _joints = new RevoluteJoint[4];
    private readonly Body[] _bodies = new Body[5];

    /// <summary>Builds the walker at its start, with the push it gets.</summary>
    public BipedBody(World world, double startForce)
    {
        Hull = _bodies[0] = world.AddBody(new Vec2((float)BipedScale.StartX, (float)BipedScale.StartY));
        Hull.Attach(HullShape, HullTraits);
        Hull.ApplyForce(new Vec2((float)startForce, 0f));
        AddLeg(world, 0, -1);
        AddLeg(world, 1, 1);
    }

    /// <summary>The trunk.</summary>
    public Body Hull { get; }

    /// <summary>Hull, upper and lower leg, other upper and lower leg.</summary>
    public ReadOnlySpan<Body> Bodies => _bodies;

    /// <summary>Hip, knee, other hip, other knee.</summary>
    public ReadOnlySpan<RevoluteJoint> Joints => _joints;

    /// <summary>Sets the motors: an action's sign is the direction, its size up to 1 the torque.</summary>
    public void Drive(ReadOnlySpan<double> action)
    {
        for (int i = 0; i < _joints.Length; i++)
        {
            double speed = i % 2 == 0 ? BipedScale.HipSpeed : BipedScale.KneeSpeed;
            _joints[i].MotorSpeed = (float)(speed * Math.Sign(action[i]));
            _joints[i].MaxMotorTorque = (float)(BipedScale.MotorTorque * Effort(action[i]));
        }
    }

    /// <summary>The share of the torque an action asks for, in [0, 1].</summary>
    public static double Effort(double action) => Math.Clamp(Math.Abs(action), 0, 1);

    private void AddLeg(World world, int leg, int side)
    {
        float x = (float)BipedScale.StartX, angle = (float)(side * 0.05);
        double hip = BipedScale.StartY - (BipedScale.LegHeight / 2) - BipedScale.LegDown;
        double knee = BipedScale.StartY - (BipedScale.LegHeight * 3 / 2) - BipedScale.LegDown;
        Body upper = _bodies[1 + (2 * leg)] = world.AddBody(new Vec2(x, (float)hip), angle);
        upper.Attach(UpperShape, LegTraits);
        _joints[2 * leg] = world.Join(Hull, upper, HipTraits);
        Body lower = _bodies[2 + (2 * leg)] = world.AddBody(new Vec2(x, (float)knee), angle);
        lower.Attach(LowerShape, LegTraits);
        _joints[1 + (2 * leg)] = world.Join(upper, lower, KneeTraits);
    }

    private static Vec2 Pixels(double x, double y) =>
        new((float)(x / BipedScale.PixelsPerMetre), (float)(y / BipedScale.PixelsPerMetre));

    private static Polygon LegShape(double share) =>
        Polygon.Rectangle((float)(share * BipedScale.LegWidth / 2), (float)(BipedScale.LegHeight / 2));

    private static FixtureTraits Traits(float density) =>
        new() { Density = density, Category = Walker, Mask = Ground };

    private static RevoluteJointTraits Hinge(double above, float lower, float upper) => new()
    {
        AnchorA = new Vec2(0f, (float)above),
        AnchorB = new Vec2(0f, (float)(BipedScale.LegHeight / 2)),
        LowerAngle = lower,
        UpperAngle = upper,
        HasMotor = true,
        MaxMotorTorque = (float)BipedScale.MotorTorque,
    };
}
