namespace Precocial.Tasks.Physics;

/// <summary>A world of rigid bodies in the plane with the semantics of Box2D 2.3.0, bit for bit.</summary>
/// <remarks>
/// Convex polygons and edges, hinges with motors and limits, friction, continuous collision with ground,
/// sleep, sensors and rays: what the control tasks of the literature were published with. Bodies cannot be
/// taken out; make a new world for each episode. One world belongs to one thread at a time; different worlds
/// share nothing. A step allocates nothing once the world has seen its busiest moment. Semantics and order
/// of operations follow Erin Catto's Box2D 2.3.0 (zlib licence); this is not that software.
/// </remarks>
public sealed class World
{
    private readonly Vec2 _gravity;
    private readonly BroadPhase _broadPhase = new();
    private readonly ContactGraph _contacts = new();
    private readonly IslandPhase _islands;
    private readonly ContinuousPhase _impacts;
    private readonly List<Body> _bodies = [];
    private readonly List<Body> _dynamic = [];
    private readonly List<RevoluteJoint> _joints = [];
    private float _inverseSeconds;
    private bool _hasNewFixtures;

    /// <summary>An empty world.</summary>
    /// <param name="gravity">Acceleration, m/s².</param>
    public World(Vec2 gravity)
    {
        _gravity = gravity;
        var solver = new IslandSolver();
        _islands = new IslandPhase(solver);
        _impacts = new ContinuousPhase(solver, _broadPhase, _contacts);
    }

    /// <summary>Is told of touching fixtures; null for nobody.</summary>
    public IContactListener? Listener
    {
        get => _contacts.Listener;
        set => _contacts.Listener = value;
    }

    /// <summary>All bodies, oldest first.</summary>
    public IReadOnlyList<Body> Bodies => _bodies;

    /// <summary>All joints, oldest first.</summary>
    public IReadOnlyList<RevoluteJoint> Joints => _joints;

    /// <summary>Pairs of fixtures whose boxes overlap, touching or not, newest first.</summary>
    public IEnumerable<Contact> Contacts
    {
        get
        {
            for (Contact? contact = _contacts.First; contact is not null; contact = contact.Next)
                yield return contact;
        }
    }

    internal int FixtureCount => _broadPhase.Count;

    /// <summary>Adds a body that never moves.</summary>
    /// <param name="position">Its origin, metres.</param>
    /// <param name="angle">Radians.</param>
    public Body AddGround(Vec2 position = default, float angle = 0f) => Add(false, position, angle);

    /// <summary>Adds a body that moves. It needs a fixture with density before the first step.</summary>
    /// <param name="position">Its origin, metres.</param>
    /// <param name="angle">Radians.</param>
    public Body AddBody(Vec2 position, float angle = 0f) => Add(true, position, angle);

    /// <summary>Hinges two bodies.</summary>
    public RevoluteJoint Join(Body a, Body b, RevoluteJointTraits traits)
    {
        var joint = new RevoluteJoint(a, b, traits);
        _joints.Add(joint);
        a.Add(joint);
        b.Add(joint);
        return joint;
    }

    /// <summary>Goes one step forward.</summary>
    /// <param name="seconds">Length of the step; keep it constant.</param>
    /// <param name="velocityRounds">Passes over the velocity constraints; gym uses 180.</param>
    /// <param name="positionRounds">Most passes over the position constraints; gym uses 60.</param>
    public void Step(float seconds, int velocityRounds, int positionRounds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seconds);
        if (_hasNewFixtures)
            _broadPhase.ConnectMoved(_contacts);
        _hasNewFixtures = false;
        var step = new TimeStep(seconds, _inverseSeconds * seconds, velocityRounds, positionRounds);
        _contacts.Collide();
        _islands.Solve(_dynamic, _contacts, _joints, step, _gravity);
        _broadPhase.ConnectMoved(_contacts);
        _impacts.Solve(_dynamic, step);
        _inverseSeconds = 1f / seconds;
        foreach (Body body in _dynamic)
        {
            body.Force = default;
            body.Torque = 0f;
        }
    }

    /// <summary>The nearest fixture a ray meets.</summary>
    /// <param name="from">Start.</param>
    /// <param name="to">End.</param>
    /// <param name="categories">Only fixtures that share a category bit with this are seen.</param>
    /// <returns>Null when nothing is met.</returns>
    public (Fixture Fixture, RayHit Hit)? Cast(Vec2 from, Vec2 to, ushort categories = 0xFFFF) =>
        _broadPhase.Cast(from, to, categories);

    internal Fixture Register(Fixture fixture)
    {
        _broadPhase.Add(fixture);
        _hasNewFixtures = true;
        return fixture;
    }

    internal void Follow(Fixture fixture, in Transform from, in Transform to) =>
        _broadPhase.Follow(fixture, from, to);

    private Body Add(bool isDynamic, Vec2 position, float angle)
    {
        var body = new Body(this, isDynamic, position, angle);
        _bodies.Add(body);
        if (isDynamic)
            _dynamic.Add(body);
        return body;
    }
}
