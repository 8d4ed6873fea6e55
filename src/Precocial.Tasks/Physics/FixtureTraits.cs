namespace Precocial.Tasks.Physics;

/// <summary>What a body's part is made of and what it meets.</summary>
public sealed record FixtureTraits
{
    /// <summary>Kilograms per square metre; 0 adds no mass.</summary>
    public float Density { get; init; }

    /// <summary>Coulomb friction; a contact has the square root of the product of both.</summary>
    public float Friction { get; init; } = 0.2f;

    /// <summary>Bounce in [0, 1]; a contact has the larger of both.</summary>
    public float Restitution { get; init; }

    /// <summary>A sensor reports contacts but passes no force.</summary>
    public bool IsSensor { get; init; }

    /// <summary>The bits this part is.</summary>
    public ushort Category { get; init; } = 1;

    /// <summary>The bits this part meets; both sides must agree.</summary>
    public ushort Mask { get; init; } = 0xFFFF;

    /// <summary>Whether two parts may touch at all.</summary>
    internal bool Meets(FixtureTraits other) =>
        (Mask & other.Category) != 0 && (other.Mask & Category) != 0;
}
