namespace Precocial.Tasks.Physics;

/// <summary>A body's place while the positions of an island are solved.</summary>
internal struct Placement
{
    /// <summary>Centre of mass in the world.</summary>
    public Vec2 Center;

    /// <summary>The rotation of <see cref="Angle"/>, kept because sine and cosine are the dearest part.
    /// </summary>
    public Rotation Rotation;

    public Placement(Vec2 center, float angle)
    {
        Center = center;
        Angle = angle;
        Rotation = Rotation.Of(angle);
    }

    public float Angle { readonly get; private set; }

    /// <summary>Sets the angle and, if it is a new one, its rotation.</summary>
    public void TurnTo(float angle)
    {
        if (angle == Angle)
            return;
        Angle = angle;
        Rotation = Rotation.Of(angle);
    }

    /// <summary>The transform of a body whose centre of mass is here.</summary>
    public readonly Transform Transform(Vec2 localCenter) =>
        new(Center - Rotation.Apply(localCenter), Rotation);
}

/// <summary>A body's velocity while an island is solved.</summary>
internal struct Velocity
{
    /// <summary>Of the centre of mass, m/s.</summary>
    public Vec2 Linear;

    /// <summary>Angular velocity, rad/s.</summary>
    public float Spin;
}
