namespace Precocial.Tasks.Physics;

/// <summary>An isolated line segment that is solid from both sides. Ground is made of these.</summary>
public sealed class Edge : Shape
{
    /// <summary>The segment between two points of the body's coordinates.</summary>
    public Edge(Vec2 start, Vec2 end)
        : base([start, end])
    {
        Start = start;
        End = end;
        Vec2 along = (end - start).Unit();
        Normal = new Vec2(along.Y, -along.X);
    }

    /// <summary>First end.</summary>
    public Vec2 Start { get; }

    /// <summary>Second end.</summary>
    public Vec2 End { get; }

    /// <summary>The direction from start to end turned right, length 1.</summary>
    internal Vec2 Normal { get; }

    /// <inheritdoc/>
    public override MassProperties Mass(float density) => new(0f, 0.5f * (Start + End), 0f);

    internal override RayHit? Meet(Vec2 from, Vec2 to, float maxFraction, in Transform placed)
    {
        Vec2 p = placed.Unapply(from);
        Vec2 d = placed.Unapply(to) - p;
        Vec2 normal = Normal;
        float numerator = Vec2.Dot(normal, Start - p);
        float denominator = Vec2.Dot(normal, d);
        if (denominator == 0f)
            return null;
        float t = numerator / denominator;
        if (t < 0f || maxFraction < t || !Covers(p + (t * d)))
            return null;
        return new RayHit(t, numerator > 0f ? -placed.Rotation.Apply(normal) : placed.Rotation.Apply(normal));
    }

    private bool Covers(Vec2 q)
    {
        Vec2 r = End - Start;
        float rr = Vec2.Dot(r, r);
        if (rr == 0f)
            return false;
        float s = Vec2.Dot(q - Start, r) / rr;
        return !(s < 0f || 1f < s);
    }
}
