using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Precocial.Tensors.Kernels;

/// <summary>Two float64 lanes in a 128-bit register.</summary>
internal readonly unsafe struct DoubleLanes2 : IDoubleLanes<DoubleLanes2>
{
    private readonly Vector128<double> _v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private DoubleLanes2(Vector128<double> v) => _v = v;

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Count => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 Broadcast(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 Load(double* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* target) => _v.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 operator +(DoubleLanes2 a, DoubleLanes2 b) => new(a._v + b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 operator -(DoubleLanes2 a, DoubleLanes2 b) => new(a._v - b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 operator *(DoubleLanes2 a, DoubleLanes2 b) => new(a._v * b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 operator /(DoubleLanes2 a, DoubleLanes2 b) => new(a._v / b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 operator -(DoubleLanes2 a) => new(-a._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 operator &(DoubleLanes2 a, DoubleLanes2 b) => new(a._v & b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 operator |(DoubleLanes2 a, DoubleLanes2 b) => new(a._v | b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 operator ^(DoubleLanes2 a, DoubleLanes2 b) => new(a._v ^ b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 MultiplyAdd(DoubleLanes2 a, DoubleLanes2 b, DoubleLanes2 c) =>
        new(Vector128.FusedMultiplyAdd(a._v, b._v, c._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 Min(DoubleLanes2 a, DoubleLanes2 b) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(a._v, b._v), a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 Max(DoubleLanes2 a, DoubleLanes2 b) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(a._v, b._v), a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 Abs(DoubleLanes2 a) => new(Vector128.Abs(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 Round(DoubleLanes2 a) => new(Vector128.Round(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 LessThan(DoubleLanes2 a, DoubleLanes2 b) =>
        new(Vector128.LessThan(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 Equal(DoubleLanes2 a, DoubleLanes2 b) => new(Vector128.Equals(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 Select(DoubleLanes2 mask, DoubleLanes2 a, DoubleLanes2 b) =>
        new(Vector128.ConditionalSelect(mask._v, a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(DoubleLanes2 mask) => (uint)mask._v.ExtractMostSignificantBits();

    // Adding 1.5·2⁵² leaves n in the lowest bits; shifted up, they are the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes2 PowerOfTwo(DoubleLanes2 n) =>
        new((((n._v + Vector128.Create(1.5 * (1L << 52))).AsInt64() << 52) + Vector128.Create(1023L << 52)).AsDouble());
}
