using System.Runtime.CompilerServices;

namespace Precocial.Tasks.Physics;

/// <summary>A rigid motion: turn, then shift. Takes a body's coordinates to the world's.</summary>
/// <param name="Position">Where the body's origin is.</param>
/// <param name="Rotation">How the body is turned.</param>
public readonly record struct Transform(Vec2 Position, Rotation Rotation)
{
    /// <summary>A body's point in the world.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vec2 Apply(Vec2 v) => new(
        ((Rotation.Cosine * v.X) - (Rotation.Sine * v.Y)) + Position.X,
        ((Rotation.Sine * v.X) + (Rotation.Cosine * v.Y)) + Position.Y);

    /// <summary>A world point in the body's coordinates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vec2 Unapply(Vec2 v) => Rotation.Unapply(v - Position);

    /// <summary>The motion <paramref name="other"/> as seen from this one.</summary>
    public Transform Relative(in Transform other) => new(
        Rotation.Unapply(other.Position - Position),
        Rotation.Relative(other.Rotation));
}
