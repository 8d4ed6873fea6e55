using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Precocial.Tensors.Kernels;

/// <summary>Four float32 lanes in a 128-bit register: any machine that has one.</summary>
internal readonly unsafe struct Lanes4 : ILanes<Lanes4>
{
    private readonly Vector128<float> _v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes4(Vector128<float> v) => _v = v;

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(float* source) => new(Vector128.Load(source));

    public static Lanes4 LoadFirst(float* source, int count)
    {
        float* lanes = stackalloc float[4];
        *(Vector128<float>*)lanes = default;
        for (int i = 0; i < count; i++)
            lanes[i] = source[i];
        return Load(lanes);
    }

    public static Lanes4 LoadFirst(float* source, int count, Lanes4 rest)
    {
        float* lanes = stackalloc float[4];
        rest.Store(lanes);
        for (int i = 0; i < count; i++)
            lanes[i] = source[i];
        return Load(lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => _v.Store(target);

    public void StoreFirst(float* target, int count)
    {
        for (int i = 0; i < count; i++)
            target[i] = _v.GetElement(i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 a, Lanes4 b) => new(a._v + b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 a, Lanes4 b) => new(a._v - b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 a, Lanes4 b) => new(a._v * b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator /(Lanes4 a, Lanes4 b) => new(a._v / b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 a) => new(-a._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator &(Lanes4 a, Lanes4 b) => new(a._v & b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator |(Lanes4 a, Lanes4 b) => new(a._v | b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAdd(Lanes4 a, Lanes4 b, Lanes4 c) =>
        new(Vector128.FusedMultiplyAdd(a._v, b._v, c._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Min(Lanes4 a, Lanes4 b) =>
        new(Sse.IsSupported ? Sse.Min(a._v, b._v) : Vector128.Min(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Max(Lanes4 a, Lanes4 b) =>
        new(Sse.IsSupported ? Sse.Max(a._v, b._v) : Vector128.Max(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Sqrt(Lanes4 a) => new(Vector128.Sqrt(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Abs(Lanes4 a) => new(Vector128.Abs(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Round(Lanes4 a) => new(Vector128.Round(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LessThan(Lanes4 a, Lanes4 b) => new(Vector128.LessThan(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LessOrEqual(Lanes4 a, Lanes4 b) => new(Vector128.LessThanOrEqual(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Equal(Lanes4 a, Lanes4 b) => new(Vector128.Equals(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Select(Lanes4 mask, Lanes4 a, Lanes4 b) =>
        new(Vector128.ConditionalSelect(mask._v, a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes4 mask) => Vector128.LessThanAny(mask._v.AsInt32(), Vector128<int>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 ScaleByPowerOfTwo(Lanes4 a, Lanes4 n)
    {
        // Two factors, because 2ⁿ itself may overflow or be denormal; only the second product rounds.
        var power = Vector128.ConvertToInt32(n._v);
        var half = power >> 1;
        return new(a._v * PowerOfTwo(half) * PowerOfTwo(power - half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Mantissa(Lanes4 a, out Lanes4 exponent)
    {
        var bits = a._v.AsInt32();
        // the bits of √½, so that the mantissa starts there
        var power = (bits - Vector128.Create(0x3F3504F3)) >> 23;
        exponent = new(Vector128.ConvertToSingle(power));
        return new((bits - (power << 23)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 ReduceByHalfPi(Lanes4 a, out Lanes4 quadrant)
    {
        var (lower, upper) = Vector128.Widen(a._v);
        lower = Reduce(lower, out var lowerQuadrant);
        upper = Reduce(upper, out var upperQuadrant);
        quadrant = new(Vector128.Narrow(lowerQuadrant, upperQuadrant));
        return new(Vector128.Narrow(lower, upper));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes4 a) => Vector128.Sum(a._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(Lanes4 a)
    {
        var pairs = Max(a, new(Vector128.Shuffle(a._v, Vector128.Create(2, 3, 0, 1))));
        return Max(pairs, new(Vector128.Shuffle(pairs._v, Vector128.Create(1, 0, 3, 2))))._v.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes4(Vector128<float> v) => new(v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> PowerOfTwo(Vector128<int> n) =>
        ((n + Vector128.Create(127)) << 23).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Reduce(Vector128<double> x, out Vector128<double> quadrant)
    {
        var turns = Vector128.Round(x * Vector128.Create(HalfPi.Inverse));
        quadrant = turns - Vector128.Create(4.0) * Vector128.Round(turns * Vector128.Create(0.25));
        var r = Vector128.FusedMultiplyAdd(turns, Vector128.Create(-HalfPi.High), x);
        return Vector128.FusedMultiplyAdd(turns, Vector128.Create(-HalfPi.Low), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Deinterleave(Lanes4 a, Lanes4 b, out Lanes4 odd)
    {
        var left = Vector128.Shuffle(a._v, Vector128.Create(0, 2, 1, 3));
        var right = Vector128.Shuffle(b._v, Vector128.Create(0, 2, 1, 3));
        odd = Vector128.Create(left.GetUpper(), right.GetUpper());
        return Vector128.Create(left.GetLower(), right.GetLower());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Interleave(Lanes4 a, Lanes4 b, out Lanes4 upper)
    {
        var low = Vector128.Create(a._v.GetLower(), b._v.GetLower());
        var high = Vector128.Create(a._v.GetUpper(), b._v.GetUpper());
        upper = Vector128.Shuffle(high, Vector128.Create(0, 2, 1, 3));
        return Vector128.Shuffle(low, Vector128.Create(0, 2, 1, 3));
    }
}
