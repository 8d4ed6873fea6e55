using Precocial.Tasks.Physics;

namespace Precocial.Tasks.Tests;

public sealed class WorldTests
{
    private const float Tick = 1 / 50f;

    private static readonly FixtureTraits Solid = new() { Density = 1 };

    /// <summary>Without gravity and ground, joints and contacts only pass momentum on.</summary>
    [Fact]
    public void JointsAndContacts_KeepMomentum()
    {
        var world = new World(default);
        Body[] boxes = [.. Enumerable.Range(0, 4).Select(i => Box(world, 1.5f * i, 0.2f * i))];
        var middle = new Vec2(0.75f, 0f);
        world.Join(boxes[0], boxes[1], new RevoluteJointTraits { AnchorA = middle, AnchorB = -middle });
        for (int i = 0; i < boxes.Length; i++)
            boxes[i].LinearVelocity = new Vec2(3f - (2f * i), 0.3f * i);
        Vec2 before = Momentum(boxes);
        for (int step = 0; step < 100; step++)
            world.Step(Tick, 10, 10);
        (Momentum(boxes) - before).Length.ShouldBeLessThan(1e-4f);
        boxes[3].LinearVelocity.X.ShouldBeGreaterThan(-2f, "the last box was met from the left");
    }

    [Fact]
    public void Sensor_OnTheWay_IsReportedAndPassesNoForce()
    {
        var world = new World(default);
        var log = new Log();
        world.Listener = log;
        world.AddGround(new Vec2(3f, 0f)).Attach(
            Polygon.Rectangle(0.5f, 0.5f), new FixtureTraits { IsSensor = true });
        Body box = Box(world, 0f, 0f);
        box.LinearVelocity = new Vec2(5f, 0f);
        for (int step = 0; step < 100; step++)
            world.Step(Tick, 8, 3);
        (log.Begins, log.Ends).ShouldBe((1, 1));
        box.LinearVelocity.ShouldBe(new Vec2(5f, 0f));
    }

    [Fact]
    public void Filter_WithoutSharedBits_LetsBodiesPass()
    {
        var world = new World(new Vec2(0f, -10f));
        world.AddGround().Attach(
            new Edge(new Vec2(-5f, 0f), new Vec2(5f, 0f)), new FixtureTraits { Category = 2 });
        Body box = world.AddBody(new Vec2(0f, 1f));
        box.Attach(Polygon.Rectangle(0.5f, 0.5f), new FixtureTraits { Density = 1, Mask = 1 });
        for (int step = 0; step < 50; step++)
            world.Step(Tick, 8, 3);
        box.Position.Y.ShouldBeLessThan(-3f);
    }

    /// <summary>All pairs of boxes, one by one, as the obvious twin of the sorted search.</summary>
    [Fact]
    public void Contacts_AfterEachStep_AreThePairsOfOverlappingBoxes()
    {
        var random = new GymRandom(5);
        var world = new World(new Vec2(0f, -10f));
        for (int i = 0; i < 60; i++)
            AddRandomEdge(world, random);
        for (int i = 0; i < 8; i++)
            Box(world, (float)random.Uniform(-9, 9), (float)random.Uniform(3, 9));
        for (int step = 0; step < 150; step++)
        {
            world.Step(Tick, 8, 3);
            Pairs(world).ShouldBeSubsetOf(world.Contacts.Select(c => (c.FixtureA, c.FixtureB)));
        }
    }

    [Fact]
    public void BodyAtRest_FallsAsleepAndWakesWhenPushed()
    {
        var world = new World(new Vec2(0f, -10f));
        world.AddGround().Attach(new Edge(new Vec2(-5f, 0f), new Vec2(5f, 0f)), new FixtureTraits());
        Body box = Box(world, 0f, 0.6f);
        for (int step = 0; step < 100; step++)
            world.Step(Tick, 8, 3);
        box.IsAwake.ShouldBeFalse();
        box.ApplyForce(new Vec2(100f, 0f));
        world.Step(Tick, 8, 3);
        box.LinearVelocity.X.ShouldBeGreaterThan(0f);
    }

    [Fact]
    public void Step_OfABusyWorld_AllocatesNothing()
    {
        var episode = new BipedalWalker().Begin(0);
        double[] action = [0.5, -0.3, -0.5, 0.4], observation = new double[24];
        for (int step = 0; step < 150; step++)
            episode.Step(action);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 150; step++)
        {
            episode.Step(action);
            episode.Observe(observation);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(10_000);
    }

    [Fact]
    public void Joint_WithOneLimit_IsRefused()
    {
        var world = new World(default);
        Body a = Box(world, 0f, 0f), b = Box(world, 1f, 0f);
        Should.Throw<ArgumentException>(() => world.Join(a, b, new RevoluteJointTraits { LowerAngle = 0f }))
            .Message.ShouldContain("both limits or none");
    }

    [Fact]
    public void Step_OfNoTime_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new World(default).Step(0f, 8, 3));

    private static Body Box(World world, float x, float y)
    {
        Body body = world.AddBody(new Vec2(x, y));
        body.Attach(Polygon.Rectangle(0.5f, 0.5f), Solid);
        return body;
    }

    private static void AddRandomEdge(World world, GymRandom random)
    {
        var start = new Vec2((float)random.Uniform(-10, 10), (float)random.Uniform(-2, 2));
        var end = start + new Vec2((float)random.Uniform(0.2, 3), (float)random.Uniform(-1, 1));
        world.AddGround().Attach(new Edge(start, end), new FixtureTraits());
    }

    private static IEnumerable<(Fixture A, Fixture B)> Pairs(World world)
    {
        Fixture[] all = [.. world.Bodies.SelectMany(body => body.Fixtures)];
        for (int i = 0; i < all.Length; i++)
        {
            for (int j = i + 1; j < all.Length; j++)
            {
                if (all[j].Body.IsDynamic && all[i].Fat.Overlaps(all[j].Fat))
                    yield return (all[i], all[j]);
            }
        }
    }

    private static Vec2 Momentum(IEnumerable<Body> bodies) =>
        bodies.Aggregate(default(Vec2), (sum, body) => sum + (body.Mass * body.LinearVelocity));

    private sealed class Log : IContactListener
    {
        public int Begins { get; private set; }

        public int Ends { get; private set; }

        public void Begin(Contact contact) => Begins++;

        public void End(Contact contact) => Ends++;
    }
}
