namespace Precocial.Tasks.Physics;

/// <summary>A shape fixed to a body, with its material.</summary>
public sealed class Fixture
{
    /// <summary>The box the broad phase goes by: the tight one with a margin, renewed when left.</summary>
    internal Box Fat;

    internal Fixture(Body body, Shape shape, FixtureTraits traits, int id)
    {
        Body = body;
        Shape = shape;
        Traits = traits;
        Id = id;
        Fat = shape.BoundsAt(body.Transform).Grown(Tolerances.BoxMargin);
    }

    /// <summary>The body it belongs to.</summary>
    public Body Body { get; }

    /// <summary>Its outline in the body's coordinates.</summary>
    public Shape Shape { get; }

    /// <summary>Material and filter.</summary>
    public FixtureTraits Traits { get; }

    /// <summary>What the task wants to find again when this part touches something.</summary>
    public object? Tag { get; set; }

    /// <summary>Number of fixtures of the world created before: orders new contacts.</summary>
    internal int Id { get; }

    /// <summary>Renews the fat box if the motion from one transform to another left it.</summary>
    /// <returns>Whether it was renewed.</returns>
    internal bool Follow(in Transform from, in Transform to)
    {
        Box swept = Shape.BoundsAt(from).Union(Shape.BoundsAt(to));
        if (Fat.Contains(swept))
            return false;
        Vec2 ahead = Tolerances.BoxLookahead * (to.Position - from.Position);
        Fat = swept.Grown(Tolerances.BoxMargin).Ahead(ahead);
        return true;
    }
}
