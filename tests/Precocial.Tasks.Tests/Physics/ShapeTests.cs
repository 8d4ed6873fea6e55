using Precocial.Tasks.Physics;

namespace Precocial.Tasks.Tests;

public sealed class ShapeTests
{
    [Fact]
    public void Hull_OfPointsInAnyOrder_StartsRightAndRunsLeftAround()
    {
        Polygon polygon = Polygon.Hull(
            new Vec2(0f, 1f), new Vec2(2f, 1f), new Vec2(0f, 0f), new Vec2(1f, 0.5f), new Vec2(2f, 0f));
        polygon.Corners.ToArray()
            .ShouldBe([new Vec2(2f, 0f), new Vec2(2f, 1f), new Vec2(0f, 1f), new Vec2(0f, 0f)]);
    }

    /// <summary>Three figures that Box2D 2.3.0 printed.</summary>
    [Fact]
    public void Mass_OfTheWalkersHull_IsBox2Ds()
    {
        Polygon hull = Polygon.Hull(
            new Vec2(-1f, 0.3f), new Vec2(0.2f, 0.3f), new Vec2(34 / 30f, 1 / 30f),
            new Vec2(34 / 30f, -8 / 30f), new Vec2(-1f, -8 / 30f));
        MassProperties mass = hull.Mass(5f);
        mass.Mass.ShouldBe(5.42222261f);
        mass.Center.ShouldBe(new Vec2(-0.0200364366f, -0.00564664043f));
        mass.Inertia.ShouldBe(2.00174475f);
    }

    [Theory]
    [InlineData(4f, 0.302222222f, 0.03413992f)]
    [InlineData(3.2f, 0.241777778f, 0.0267961435f)]
    public void Mass_OfALeg_IsBox2Ds(float halfWidth, float mass, float inertia)
    {
        MassProperties found = Polygon.Rectangle(halfWidth / 30f, 17 / 30f).Mass(1f);
        found.Mass.ShouldBe(mass);
        found.Inertia.ShouldBe(inertia);
        found.Center.Length.ShouldBeLessThan(1e-7f);
    }

    [Fact]
    public void Hull_OfTwoPoints_IsRefused() =>
        Should.Throw<ArgumentException>(() => Polygon.Hull(new Vec2(0f, 0f), new Vec2(1f, 0f)))
            .Message.ShouldContain("3 to 16 points, but got 2");

    [Fact]
    public void Hull_OfPointsOnALine_IsRefused() =>
        Should.Throw<ArgumentException>(
                () => Polygon.Hull(new Vec2(0f, 0f), new Vec2(1f, 0f), new Vec2(2f, 0f)))
            .Message.ShouldContain("lie on one line");
}
