namespace Precocial.Tasks.Physics;

/// <summary>An axis-parallel bounding box.</summary>
internal readonly record struct Box(Vec2 Lower, Vec2 Upper)
{
    public bool Contains(in Box other) =>
        Lower.X <= other.Lower.X && Lower.Y <= other.Lower.Y
        && other.Upper.X <= Upper.X && other.Upper.Y <= Upper.Y;

    /// <summary>Touching counts.</summary>
    public bool Overlaps(in Box other) =>
        !(other.Lower.X - Upper.X > 0f || other.Lower.Y - Upper.Y > 0f
            || Lower.X - other.Upper.X > 0f || Lower.Y - other.Upper.Y > 0f);

    public Box Union(in Box other) => new(Vec2.Min(Lower, other.Lower), Vec2.Max(Upper, other.Upper));

    public Box Grown(float margin) => Grown(new Vec2(margin, margin));

    /// <summary>Lengthened on the side it moves to.</summary>
    public Box Ahead(Vec2 motion) => new(
        new Vec2(motion.X < 0f ? Lower.X + motion.X : Lower.X, motion.Y < 0f ? Lower.Y + motion.Y : Lower.Y),
        new Vec2(motion.X < 0f ? Upper.X : Upper.X + motion.X, motion.Y < 0f ? Upper.Y : Upper.Y + motion.Y));

    private Box Grown(Vec2 margin) => new(Lower - margin, Upper + margin);
}
