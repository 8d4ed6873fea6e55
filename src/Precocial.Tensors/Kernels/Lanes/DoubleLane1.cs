using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>One float64: a single episode, and what runs when there are no vector instructions at
/// all.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct DoubleLane1(double value) : IDoubleLanes<DoubleLane1>
{
    private static readonly double s_set = BitConverter.Int64BitsToDouble(-1);
    private readonly double _v = value;

    public static bool IsSupported => true;

    public static int Count => 1;

    private long Pattern => BitConverter.DoubleToInt64Bits(_v);

    public static DoubleLane1 Broadcast(double value) => new(value);

    public static DoubleLane1 Load(double* source) => new(*source);

    public void Store(double* target) => *target = _v;

    public static DoubleLane1 operator +(DoubleLane1 a, DoubleLane1 b) => new(a._v + b._v);

    public static DoubleLane1 operator -(DoubleLane1 a, DoubleLane1 b) => new(a._v - b._v);

    public static DoubleLane1 operator *(DoubleLane1 a, DoubleLane1 b) => new(a._v * b._v);

    public static DoubleLane1 operator /(DoubleLane1 a, DoubleLane1 b) => new(a._v / b._v);

    public static DoubleLane1 operator -(DoubleLane1 a) => new(-a._v);

    public static DoubleLane1 operator &(DoubleLane1 a, DoubleLane1 b) => Of(a.Pattern & b.Pattern);

    public static DoubleLane1 operator |(DoubleLane1 a, DoubleLane1 b) => Of(a.Pattern | b.Pattern);

    public static DoubleLane1 operator ^(DoubleLane1 a, DoubleLane1 b) => Of(a.Pattern ^ b.Pattern);

    public static DoubleLane1 MultiplyAdd(DoubleLane1 a, DoubleLane1 b, DoubleLane1 c) =>
        new(Math.FusedMultiplyAdd(a._v, b._v, c._v));

    public static DoubleLane1 Min(DoubleLane1 a, DoubleLane1 b) => a._v < b._v ? a : b;

    public static DoubleLane1 Max(DoubleLane1 a, DoubleLane1 b) => a._v > b._v ? a : b;

    public static DoubleLane1 Abs(DoubleLane1 a) => new(Math.Abs(a._v));

    public static DoubleLane1 Round(DoubleLane1 a) => new(Math.Round(a._v));

    public static DoubleLane1 LessThan(DoubleLane1 a, DoubleLane1 b) => new(a._v < b._v ? s_set : 0);

    public static DoubleLane1 Equal(DoubleLane1 a, DoubleLane1 b) => new(a._v == b._v ? s_set : 0);

    public static DoubleLane1 Select(DoubleLane1 mask, DoubleLane1 a, DoubleLane1 b) =>
        mask.Pattern != 0 ? a : b;

    public static uint Bits(DoubleLane1 mask) => (uint)(mask.Pattern >>> 63);

    public static DoubleLane1 PowerOfTwo(DoubleLane1 n) => Of((1023L + (long)n._v) << 52);

    private static DoubleLane1 Of(long pattern) => new(BitConverter.Int64BitsToDouble(pattern));
}
