using System.Runtime.CompilerServices;

namespace Precocial.Tasks.Physics;

/// <summary>A rotation in the plane, kept as sine and cosine.</summary>
/// <param name="Sine">Sine of the angle.</param>
/// <param name="Cosine">Cosine of the angle.</param>
public readonly record struct Rotation(float Sine, float Cosine)
{
    /// <summary>The rotation by an angle in radians, counter-clockwise.</summary>
    /// <remarks>Angle 0 is taken out because most bodies are ground and the two calls cost more than all the
    /// rest; sine and cosine of 0 are exact.</remarks>
    public static Rotation Of(float angle) =>
        angle == 0f ? new Rotation(angle, 1f) : new Rotation(MathF.Sin(angle), MathF.Cos(angle));

    /// <summary>Turns a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vec2 Apply(Vec2 v) => new((Cosine * v.X) - (Sine * v.Y), (Sine * v.X) + (Cosine * v.Y));

    /// <summary>Turns a vector back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vec2 Unapply(Vec2 v) => new((Cosine * v.X) + (Sine * v.Y), (-Sine * v.X) + (Cosine * v.Y));

    /// <summary>The rotation <paramref name="other"/> as seen from this one.</summary>
    public Rotation Relative(Rotation other) => new(
        (Cosine * other.Sine) - (Sine * other.Cosine),
        (Cosine * other.Cosine) + (Sine * other.Sine));
}
