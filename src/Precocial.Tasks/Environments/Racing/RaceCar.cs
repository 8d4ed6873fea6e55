using System.Collections.Immutable;
using Precocial.Tasks.Physics;

namespace Precocial.Tasks;

/// <summary>The car: a hull, and four wheels hinged to it; the front ones steer, the rear ones
/// drive.</summary>
internal sealed class RaceCar
{
    private const double GasGrowth = 0.1;
    private static readonly ImmutableArray<Polygon> HullShapes = [.. CarOutline.Hull.Select(ToPolygon)];
    private static readonly Polygon WheelShape = ToPolygon(CarOutline.Wheel);
    private static readonly FixtureTraits HullTraits = new() { Density = 1 };
    private static readonly FixtureTraits WheelTraits = new() { Density = 0.1f, Category = 0x20, Mask = 1 };
    private readonly CarWheel[] _wheels = new CarWheel[4];

    /// <summary>Puts a car into the world.</summary>
    /// <remarks>The reference does not turn the wheels' places by the start's heading: the hinges pull them
    /// to the hull in the first step.</remarks>
    public RaceCar(World world, TrackPoint start)
    {
        Hull = world.AddBody(new Vec2((float)start.X, (float)start.Y), (float)start.Heading);
        foreach (var shape in HullShapes)
            Hull.Attach(shape, HullTraits);
        for (int i = 0; i < _wheels.Length; i++)
            _wheels[i] = AddWheel(world, start, CarOutline.Wheels[i]);
    }

    /// <summary>The body.</summary>
    public Body Hull { get; }

    /// <summary>Front left, front right, rear left, rear right.</summary>
    public ReadOnlySpan<CarWheel> Wheels => _wheels;

    /// <summary>Sets what the driver does.</summary>
    /// <param name="steer">Target angle of the front wheels, in radians to the left.</param>
    /// <param name="gas">Clipped to [0, 1]; grows by at most 0.1 a step, falls at once.</param>
    /// <param name="brake">In [0, 1].</param>
    public void Drive(double steer, double gas, double brake)
    {
        _wheels[0].SteeringTarget = _wheels[1].SteeringTarget = steer;
        gas = Math.Clamp(gas, 0, 1);
        foreach (var wheel in _wheels.AsSpan(2))
            wheel.Gas += Math.Min(gas - wheel.Gas, GasGrowth);
        foreach (var wheel in _wheels)
            wheel.Brake = brake;
    }

    /// <summary>The wheels' work, before the world's step.</summary>
    public void Step(double seconds)
    {
        foreach (var wheel in _wheels)
            wheel.Step(seconds);
    }

    private CarWheel AddWheel(World world, TrackPoint start, (double X, double Y) place)
    {
        var position = new Vec2((float)(start.X + place.X), (float)(start.Y + place.Y));
        Body body = world.AddBody(position, (float)start.Heading);
        body.Attach(WheelShape, WheelTraits);
        var joint = world.Join(Hull, body, new RevoluteJointTraits
        {
            AnchorA = new Vec2((float)place.X, (float)place.Y),
            LowerAngle = -0.4f,
            UpperAngle = 0.4f,
            HasMotor = true,
            MaxMotorTorque = (float)(180 * 900 * CarOutline.Size * CarOutline.Size),
        });
        var wheel = new CarWheel(body, joint);
        body.Tag = wheel;
        return wheel;
    }

    private static Polygon ToPolygon(ImmutableArray<(double X, double Y)> corners) =>
        Polygon.Hull([.. corners.Select(corner => new Vec2((float)corner.X, (float)corner.Y))]);
}
