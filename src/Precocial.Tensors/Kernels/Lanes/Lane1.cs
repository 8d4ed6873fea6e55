using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>One float32: what runs when there are no vector instructions at all.</summary>
internal readonly unsafe struct Lane1(float value) : ILanes<Lane1>
{
    private static readonly float _set = BitConverter.Int32BitsToSingle(-1);
    private readonly float _v = value;

    public static bool IsSupported => true;

    public static int Count => 1;

    private int Bits => BitConverter.SingleToInt32Bits(_v);

    public static Lane1 Broadcast(float value) => new(value);

    public static Lane1 Load(float* source) => new(*source);

    public static Lane1 LoadFirst(float* source, int count) => count > 0 ? Load(source) : default;

    public static Lane1 LoadFirst(float* source, int count, Lane1 rest) => count > 0 ? Load(source) : rest;

    public void Store(float* target) => *target = _v;

    public void StoreFirst(float* target, int count)
    {
        if (count > 0)
            *target = _v;
    }

    public static Lane1 operator +(Lane1 a, Lane1 b) => new(a._v + b._v);

    public static Lane1 operator -(Lane1 a, Lane1 b) => new(a._v - b._v);

    public static Lane1 operator *(Lane1 a, Lane1 b) => new(a._v * b._v);

    public static Lane1 operator /(Lane1 a, Lane1 b) => new(a._v / b._v);

    public static Lane1 operator -(Lane1 a) => new(-a._v);

    public static Lane1 operator &(Lane1 a, Lane1 b) => new(BitConverter.Int32BitsToSingle(a.Bits & b.Bits));

    public static Lane1 operator |(Lane1 a, Lane1 b) => new(BitConverter.Int32BitsToSingle(a.Bits | b.Bits));

    public static Lane1 MultiplyAdd(Lane1 a, Lane1 b, Lane1 c) =>
        new(MathF.FusedMultiplyAdd(a._v, b._v, c._v));

    public static Lane1 Min(Lane1 a, Lane1 b) => a._v < b._v ? a : b;

    public static Lane1 Max(Lane1 a, Lane1 b) => a._v > b._v ? a : b;

    public static Lane1 Sqrt(Lane1 a) => new(MathF.Sqrt(a._v));

    public static Lane1 Abs(Lane1 a) => new(MathF.Abs(a._v));

    public static Lane1 Round(Lane1 a) => new(MathF.Round(a._v));

    public static Lane1 LessThan(Lane1 a, Lane1 b) => new(a._v < b._v ? _set : 0);

    public static Lane1 LessOrEqual(Lane1 a, Lane1 b) => new(a._v <= b._v ? _set : 0);

    public static Lane1 Equal(Lane1 a, Lane1 b) => new(a._v == b._v ? _set : 0);

    public static Lane1 Select(Lane1 mask, Lane1 a, Lane1 b) => mask.Bits != 0 ? a : b;

    public static bool Any(Lane1 mask) => mask.Bits != 0;

    public static Lane1 ScaleByPowerOfTwo(Lane1 a, Lane1 n) => new(MathF.ScaleB(a._v, (int)n._v));

    public static Lane1 Mantissa(Lane1 a, out Lane1 exponent)
    {
        int power = (a.Bits - 0x3F3504F3) >> 23; // the bits of √½, so that the mantissa starts there
        exponent = new(power);
        return new(BitConverter.Int32BitsToSingle(a.Bits - (power << 23)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 ReduceByHalfPi(Lane1 a, out Lane1 quadrant)
    {
        double turns = Math.Round(a._v * HalfPi.Inverse);
        quadrant = new((float)(turns - 4 * Math.Round(turns * 0.25)));
        double r = Math.FusedMultiplyAdd(turns, -HalfPi.High, a._v);
        return new((float)Math.FusedMultiplyAdd(turns, -HalfPi.Low, r));
    }

    public static float Sum(Lane1 a) => a._v;

    public static float Largest(Lane1 a) => a._v;

    public static Lane1 Deinterleave(Lane1 a, Lane1 b, out Lane1 odd)
    {
        odd = b;
        return a;
    }

    public static Lane1 Interleave(Lane1 a, Lane1 b, out Lane1 upper)
    {
        upper = b;
        return a;
    }
}
