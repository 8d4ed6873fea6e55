using Precocial.Tasks.Physics;
using Precocial.Testing;

namespace Precocial.Tasks.Tests;

/// <summary>Ten small scenes and 200 rays recorded from Box2D 2.3.0: equal bit for bit, asleep or awake.
/// </summary>
public sealed class SceneGoldenTests
{
    private const float Rough = 0.6f;

    [SkippableFact]
    public void FallOnEdge_GivesTheSameBits() => ShouldReplay(
        "fall_on_edge", Floor(Rough, out World world), Box(world, 0, 3, 0.3f, 0.5f, 0.25f, friction: 0.3f));

    [SkippableTheory]
    [InlineData("incline_stick_slip", 0.5f)]
    [InlineData("incline_slide", 0.2f)]
    public void Incline_WithFriction_GivesTheSameBits(string scene, float friction)
    {
        World world = Ground(new Edge(new Vec2(-10f, 5f), new Vec2(10f, -5f)), friction);
        ShouldReplay(scene, world, Box(world, -3f, 2.2f, -0.463647604f, 0.5f, 0.25f, friction));
    }

    [SkippableFact]
    public void FastBox_MeetsTheFloorWithinAStep()
    {
        Floor(Rough, out World world);
        Body box = Box(world, 0, 5, 0.2f, 0.2f, 0.2f, friction: 0.3f);
        box.LinearVelocity = new Vec2(3f, -90f);
        box.AngularVelocity = 4f;
        ShouldReplay("fast_toi", world, box);
    }

    [SkippableFact]
    public void Bounce_GivesTheSameBits()
    {
        Floor(Rough, out World world);
        Body box = world.AddBody(new Vec2(0f, 2f));
        var rubber = new FixtureTraits { Density = 1, Friction = 0, Restitution = 0.5f };
        box.Attach(Polygon.Rectangle(0.3f, 0.3f), rubber);
        ShouldReplay("bounce", world, box);
    }

    [SkippableFact]
    public void Box_SlidesOverAJunctionOfTwoEdges()
    {
        World world = Ground(new Edge(new Vec2(-10f, 0f), new Vec2(0f, 0f)), friction: 0.4f);
        world.AddGround().Attach(
            new Edge(new Vec2(0f, 0f), new Vec2(10f, 0.7f)), new FixtureTraits { Friction = 0.4f });
        Body box = Box(world, -2f, 0.6f, 0f, 0.5f, 0.5f, friction: 0.5f);
        box.LinearVelocity = new Vec2(6f, 0f);
        ShouldReplay("edge_junction", world, box);
    }

    [SkippableFact]
    public void StackOfPolygons_GivesTheSameBits()
    {
        Floor(Rough, out World world);
        Body low = Box(world, 0f, 0.6f, 0f, 0.5f, 0.5f, friction: 0.4f);
        Body high = Box(world, 0.2f, 1.8f, 0.1f, 0.4f, 0.5f, friction: 0.4f);
        ShouldReplay("stack_polygons", world, low, high);
    }

    [SkippableFact]
    public void Pendulum_StopsAtItsLimit() => ShouldReplay("pendulum_limit", Pendulum(
        new() { LowerAngle = -1f, UpperAngle = 0.5f }, out Body rod), rod);

    [SkippableFact]
    public void WeakMotor_YieldsToGravity() => ShouldReplay("motor_weak", Pendulum(
        new() { HasMotor = true, MotorSpeed = 2f, MaxMotorTorque = 3f }, out Body rod), rod);

    [SkippableFact]
    public void TwoRods_WithMotorAndLimit_GiveTheSameBits()
    {
        World world = Pendulum(new RevoluteJointTraits(), out Body first);
        Body second = Box(world, 3f, 5f, 0.05f, 1f, 0.1f, friction: 0.2f);
        world.Join(first, second, new RevoluteJointTraits
        {
            AnchorA = new Vec2(1f, 0f),
            AnchorB = new Vec2(-1f, 0f),
            LowerAngle = -0.8f,
            UpperAngle = 1.1f,
            HasMotor = true,
            MotorSpeed = 4f,
            MaxMotorTorque = 5f,
        });
        ShouldReplay("double_limit_motor", world, (180, 60), first, second);
    }

    [SkippableFact]
    public void Rays_MeetEdgesAndPolygonsAtTheSameFractions()
    {
        foreach (string path in Goldens.Files("physics", "raycasts*.csv"))
            ShouldMeet(GoldenTable.Read(path));
    }

    private static void ShouldMeet(GoldenTable golden)
    {
        World world = Ground(new Edge(new Vec2(-5f, 0f), new Vec2(0f, 1f)), friction: 0.2f);
        world.AddGround().Attach(new Edge(new Vec2(0f, 1f), new Vec2(5f, 0.2f)), new FixtureTraits());
        world.AddGround(new Vec2(2f, 3f), 0.5f).Attach(Polygon.Rectangle(0.5f, 0.8f), new FixtureTraits());
        for (int row = 0; row < golden.Count; row++)
        {
            float At(string column) => golden.Float(row, column);
            Vec2 from = new(At("p1x"), At("p1y")), to = new(At("p2x"), At("p2y"));
            (Fixture, RayHit Hit)? met = world.Cast(from, to);
            RayHit hit = met?.Hit ?? new RayHit(1f, default);
            met.HasValue.ShouldBe(At("hit") != 0, $"ray {row}");
            hit.ShouldBe(new RayHit(At("fraction"), new Vec2(At("nx"), At("ny"))), $"ray {row}");
        }
    }

    private static World Floor(float friction, out World world) =>
        world = Ground(new Edge(new Vec2(-10f, 0f), new Vec2(10f, 0f)), friction);

    private static World Ground(Edge edge, float friction)
    {
        var world = new World(new Vec2(0f, -10f));
        world.AddGround().Attach(edge, new FixtureTraits { Friction = friction });
        return world;
    }

    private static Body Box(
        World world, float x, float y, float angle, float halfX, float halfY, float friction)
    {
        Body box = world.AddBody(new Vec2(x, y), angle);
        box.Attach(Polygon.Rectangle(halfX, halfY), new FixtureTraits { Density = 1, Friction = friction });
        return box;
    }

    private static World Pendulum(RevoluteJointTraits traits, out Body rod)
    {
        var world = new World(new Vec2(0f, -10f));
        Body ground = world.AddGround();
        rod = Box(world, 1f, 5f, 0f, 1f, 0.1f, friction: 0.2f);
        world.Join(ground, rod, traits with { AnchorA = new Vec2(0f, 5f), AnchorB = new Vec2(-1f, 0f) });
        return world;
    }

    private static void ShouldReplay(string scene, World world, params Body[] bodies) =>
        ShouldReplay(scene, world, (8, 3), bodies);

    private static void ShouldReplay(
        string scene, World world, (int Velocity, int Position) rounds, params Body[] bodies)
    {
        GoldenTable golden = GoldenTable.Read(Goldens.File("physics", "scenes.csv"));
        int[] rows = [.. Enumerable.Range(0, golden.Count).Where(row => golden.Text(row, "scene") == scene)];
        rows.Length.ShouldBeGreaterThan(0);
        for (int i = 0; i < rows.Length; i += bodies.Length)
        {
            for (int k = 0; k < bodies.Length; k++)
                ShouldBe(golden, rows[i + k], bodies[k]);
            world.Contacts.Count(c => c.IsTouching).ShouldBe((int)golden.Double(rows[i], "touching"));
            world.Contacts.Sum(c => c.PointCount).ShouldBe((int)golden.Double(rows[i], "points"));
            world.Step(1 / 50f, rounds.Velocity, rounds.Position);
        }
    }

    private static void ShouldBe(GoldenTable golden, int row, Body body)
    {
        float[] found =
        [
            body.Position.X, body.Position.Y, body.Angle,
            body.LinearVelocity.X, body.LinearVelocity.Y, body.AngularVelocity,
        ];
        string[] columns = ["x", "y", "a", "vx", "vy", "w"];
        for (int i = 0; i < columns.Length; i++)
            found[i].ShouldBe(golden.Float(row, columns[i]), $"row {row}: {columns[i]}");
        body.IsAwake.ShouldBe(golden.Double(row, "awake") != 0, $"row {row}");
    }
}
