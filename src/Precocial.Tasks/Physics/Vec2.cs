using System.Runtime.CompilerServices;

namespace Precocial.Tasks.Physics;

/// <summary>A vector in the plane, single precision. Metres, or whatever the formula says.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Up.</param>
/// <remarks>Sums are written in the order of the reference and never fused: results are compared bit for
/// bit.</remarks>
public readonly record struct Vec2(float X, float Y)
{
    /// <summary>Squared length.</summary>
    public float LengthSquared => (X * X) + (Y * Y);

    /// <summary>Length.</summary>
    public float Length => MathF.Sqrt((X * X) + (Y * Y));

    /// <summary>Sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 operator +(Vec2 a, Vec2 b) => new(a.X + b.X, a.Y + b.Y);

    /// <summary>Difference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 operator -(Vec2 a, Vec2 b) => new(a.X - b.X, a.Y - b.Y);

    /// <summary>The opposite vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 operator -(Vec2 a) => new(-a.X, -a.Y);

    /// <summary>Scaling.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 operator *(float s, Vec2 a) => new(s * a.X, s * a.Y);

    /// <summary>Inner product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot(Vec2 a, Vec2 b) => (a.X * b.X) + (a.Y * b.Y);

    /// <summary>The cross product's only component.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cross(Vec2 a, Vec2 b) => (a.X * b.Y) - (a.Y * b.X);

    /// <summary>Cross product with s along the third axis: a turned right, times s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 Cross(Vec2 a, float s) => new(s * a.Y, -s * a.X);

    /// <summary>Cross product of s along the third axis with a: a turned left, times s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 Cross(float s, Vec2 a) => new(-s * a.Y, s * a.X);

    /// <summary>The smaller of each coordinate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 Min(Vec2 a, Vec2 b) => new(a.X < b.X ? a.X : b.X, a.Y < b.Y ? a.Y : b.Y);

    /// <summary>The larger of each coordinate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 Max(Vec2 a, Vec2 b) => new(a.X > b.X ? a.X : b.X, a.Y > b.Y ? a.Y : b.Y);

    /// <summary>The vector of length 1 in the same direction; itself when shorter than the machine
    /// epsilon.</summary>
    public Vec2 Unit()
    {
        float length = Length;
        return length < Tolerances.Epsilon ? this : (1f / length) * this;
    }
}
