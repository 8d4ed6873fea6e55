using System.Runtime.InteropServices;

namespace Precocial.Tasks.Physics;

/// <summary>A rigid body: ground that never moves, or a dynamic body. Made by <see cref="World"/>.</summary>
public sealed class Body
{
    internal Sweep Sweep;
    internal Vec2 Velocity;
    internal float Spin;
    internal Vec2 Force;
    internal float Torque;
    internal float InverseMass;
    internal float InverseInertia;
    internal float SecondsAtRest;

    /// <summary>Position in the island that is being solved.</summary>
    internal int IslandIndex;
    internal bool InIsland;

    /// <summary>Newest first.</summary>
    internal ContactLink? Contacts;

    private readonly World _world;
    private readonly List<Fixture> _fixtures = new(1);
    private List<RevoluteJoint>? _joints;

    internal Body(World world, bool isDynamic, Vec2 position, float angle)
    {
        _world = world;
        IsDynamic = isDynamic;
        Transform = new Transform(position, Rotation.Of(angle));
        Sweep.Center = Sweep.StartCenter = position;
        Sweep.Angle = Sweep.StartAngle = angle;
        InverseMass = isDynamic ? 1f : 0f;
    }

    /// <summary>Whether forces move it.</summary>
    public bool IsDynamic { get; }

    /// <summary>False while it rests; then it is skipped until something wakes it.</summary>
    public bool IsAwake { get; private set; } = true;

    /// <summary>Where its coordinates are in the world.</summary>
    public Transform Transform { get; internal set; }

    /// <summary>Its origin in the world, metres.</summary>
    public Vec2 Position => Transform.Position;

    /// <summary>Its angle in radians, counter-clockwise, whole turns included.</summary>
    public float Angle => Sweep.Angle;

    /// <summary>Its centre of mass in the world, metres.</summary>
    public Vec2 Center => Sweep.Center;

    /// <summary>Kilograms; 0 for ground.</summary>
    public float Mass { get; private set; }

    /// <summary>Its parts, oldest first.</summary>
    public IReadOnlyList<Fixture> Fixtures => _fixtures;

    /// <summary>What the task wants to find again.</summary>
    public object? Tag { get; set; }

    /// <summary>Velocity of the centre of mass, m/s. Set it after the fixtures.</summary>
    public Vec2 LinearVelocity
    {
        get => Velocity;
        set
        {
            if (IsDynamic && value.LengthSquared > 0f)
                Wake();
            Velocity = IsDynamic ? value : Velocity;
        }
    }

    /// <summary>Angular velocity, rad/s, counter-clockwise.</summary>
    public float AngularVelocity
    {
        get => Spin;
        set
        {
            if (IsDynamic && value * value > 0f)
                Wake();
            Spin = IsDynamic ? value : Spin;
        }
    }

    /// <summary>Its joints, oldest first.</summary>
    internal ReadOnlySpan<RevoluteJoint> Joints => CollectionsMarshal.AsSpan(_joints);

    /// <summary>Whether it can move in this step.</summary>
    internal bool IsActive => IsDynamic && IsAwake;

    /// <summary>Fixes a shape to the body and renews its mass.</summary>
    public Fixture Attach(Shape shape, FixtureTraits traits)
    {
        Fixture fixture = _world.Register(new Fixture(this, shape, traits, _world.FixtureCount));
        _fixtures.Add(fixture);
        if (traits.Density > 0f && IsDynamic)
            RenewMass();
        return fixture;
    }

    /// <summary>Moves the body at once; its velocity stays.</summary>
    public void Place(Vec2 position, float angle)
    {
        Transform = new Transform(position, Rotation.Of(angle));
        Sweep.Center = Sweep.StartCenter = Transform.Apply(Sweep.LocalCenter);
        Sweep.Angle = Sweep.StartAngle = angle;
        foreach (Fixture fixture in _fixtures)
            _world.Follow(fixture, Transform, Transform);
    }

    /// <summary>Adds a force for the next step, newtons, at a point of the world.</summary>
    public void ApplyForce(Vec2 force, Vec2 point)
    {
        ApplyForce(force);
        if (IsDynamic)
            Torque += Vec2.Cross(point - Sweep.Center, force);
    }

    /// <summary>Adds a force for the next step, newtons, at the centre of mass.</summary>
    public void ApplyForce(Vec2 force)
    {
        if (!IsDynamic)
            return;
        Wake();
        Force += force;
    }

    /// <summary>A point of the body in the world.</summary>
    public Vec2 WorldPoint(Vec2 local) => Transform.Apply(local);

    /// <summary>A direction of the body in the world.</summary>
    public Vec2 WorldDirection(Vec2 local) => Transform.Rotation.Apply(local);

    /// <summary>Wakes it; a body that was asleep starts counting its rest again.</summary>
    public void Wake()
    {
        if (IsAwake)
            return;
        IsAwake = true;
        SecondsAtRest = 0f;
    }

    /// <summary>Puts it to sleep, without speed or force.</summary>
    internal void Sleep()
    {
        IsAwake = false;
        SecondsAtRest = 0f;
        Velocity = Force = new Vec2(0f, 0f);
        Spin = Torque = 0f;
    }

    /// <summary>Notes a joint.</summary>
    internal void Add(RevoluteJoint joint) => (_joints ??= []).Add(joint);

    /// <summary>The transform from the sweep's end.</summary>
    internal void RenewTransform() =>
        Transform = Sweeps.Place(Sweep.Center, Sweep.Angle, Sweep.LocalCenter);

    /// <summary>Goes to a fraction of the step and stops there.</summary>
    internal void AdvanceTo(float alpha)
    {
        Sweep.AdvanceTo(alpha);
        Sweep.Center = Sweep.StartCenter;
        Sweep.Angle = Sweep.StartAngle;
        RenewTransform();
    }

    /// <summary>Back to a sweep that was saved.</summary>
    internal void Restore(in Sweep saved)
    {
        Sweep = saved;
        RenewTransform();
    }

    /// <summary>Renews the boxes of all parts, newest first.</summary>
    internal void RenewBoxes()
    {
        Transform start = Sweeps.Place(Sweep.StartCenter, Sweep.StartAngle, Sweep.LocalCenter);
        for (int i = _fixtures.Count - 1; i >= 0; i--)
            _world.Follow(_fixtures[i], start, Transform);
    }

    /// <summary>Whether contacts with another body are allowed.</summary>
    internal bool MayTouch(Body other)
    {
        if (!IsDynamic && !other.IsDynamic)
            return false;
        foreach (RevoluteJoint joint in Joints)
        {
            if ((joint.BodyA == other || joint.BodyB == other) && !joint.Traits.CollideConnected)
                return false;
        }

        return true;
    }

    /// <summary>Sums the parts, newest first; the centre of mass may move, and the velocity too.</summary>
    private void RenewMass()
    {
        float mass = 0f, inertia = 0f;
        var center = new Vec2(0f, 0f);
        for (int i = _fixtures.Count - 1; i >= 0; i--)
        {
            if (_fixtures[i].Traits.Density == 0f)
                continue;
            MassProperties part = _fixtures[i].Shape.Mass(_fixtures[i].Traits.Density);
            mass += part.Mass;
            center += part.Mass * part.Center;
            inertia += part.Inertia;
        }

        Mass = mass;
        InverseMass = 1f / mass;
        center = InverseMass * center;
        InverseInertia = 1f / (inertia - (mass * Vec2.Dot(center, center)));
        MoveCenter(center);
    }

    private void MoveCenter(Vec2 local)
    {
        Vec2 old = Sweep.Center;
        Sweep.LocalCenter = local;
        Sweep.Center = Sweep.StartCenter = Transform.Apply(local);
        Velocity += Vec2.Cross(Spin, Sweep.Center - old);
    }
}
