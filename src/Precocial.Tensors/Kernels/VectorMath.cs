using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>Elementary functions over lanes: exp, log, tanh, sigmoid. See
/// docs/decisions/vector-math.md.</summary>
/// <remarks>Branch-free, the same bits for every width. Largest errors (units in the last place, measured
/// over all
/// floats by <c>UnaryTests</c> at a stride): stated at each function. Coefficients: S. Moshier, Cephes
/// 2.2.</remarks>
internal static partial class VectorMath
{
    /// <summary>eˣ, within 1.3 ulp; denormal results are rounded once; 0 below −104, ∞ above 88.73.</summary>
    /// <remarks>x = n·ln 2 + r, |r| ≤ ½ ln 2; eʳ by a polynomial of degree 7; scaled by 2ⁿ.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x) where T : struct, ILanes<T>
    {
        x = T.Max(T.Broadcast(-104f), T.Min(T.Broadcast(89f), x));
        T n = T.Round(x * T.Broadcast(1.44269504f));
        T r = T.MultiplyAdd(n, T.Broadcast(-0.693359375f), x);
        r = T.MultiplyAdd(n, T.Broadcast(2.12194440e-4f), r);
        T p = T.MultiplyAdd(T.Broadcast(1.9875691500e-4f), r, T.Broadcast(1.3981999507e-3f));
        p = T.MultiplyAdd(p, r, T.Broadcast(8.3334519073e-3f));
        p = T.MultiplyAdd(p, r, T.Broadcast(4.1665795894e-2f));
        p = T.MultiplyAdd(p, r, T.Broadcast(1.6666665459e-1f));
        p = T.MultiplyAdd(p, r, T.Broadcast(5.0000001201e-1f));
        p = T.MultiplyAdd(p, r * r, r) + T.Broadcast(1f);
        return T.ScaleByPowerOfTwo(p, n);
    }

    /// <summary>The natural logarithm, within 1 ulp; −∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x) where T : struct, ILanes<T>
    {
        T zero = T.Broadcast(0f), one = T.Broadcast(1f);
        // Denormals are brought into the normal range by 2²³.
        T tiny = T.LessThan(x, T.Broadcast(1.17549435e-38f));
        T m = T.Mantissa(T.Select(tiny, x * T.Broadcast(8388608f), x), out T e) - one;
        e -= tiny & T.Broadcast(23f);
        T p = T.MultiplyAdd(T.Broadcast(7.0376836292e-2f), m, T.Broadcast(-1.1514610310e-1f));
        p = T.MultiplyAdd(p, m, T.Broadcast(1.1676998740e-1f));
        p = T.MultiplyAdd(p, m, T.Broadcast(-1.2420140846e-1f));
        p = T.MultiplyAdd(p, m, T.Broadcast(1.4249322787e-1f));
        p = T.MultiplyAdd(p, m, T.Broadcast(-1.6668057665e-1f));
        p = T.MultiplyAdd(p, m, T.Broadcast(2.0000714765e-1f));
        p = T.MultiplyAdd(p, m, T.Broadcast(-2.4999993993e-1f));
        p = T.MultiplyAdd(p, m, T.Broadcast(3.3333331174e-1f));
        T square = m * m;
        p = T.MultiplyAdd(e, T.Broadcast(-2.12194440e-4f), p * m * square);
        p = T.MultiplyAdd(square, T.Broadcast(-0.5f), p);
        T y = T.MultiplyAdd(e, T.Broadcast(0.693359375f), m + p);
        T infinity = T.Broadcast(float.PositiveInfinity);
        y = T.Select(T.LessThan(x, infinity), y, x); // ∞ and NaN come through
        y = T.Select(T.Equal(x, zero), -infinity, y);
        return T.Select(T.LessThan(x, zero), T.Broadcast(float.NaN), y);
    }

    /// <summary>tanh, within 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x) where T : struct, ILanes<T>
    {
        T one = T.Broadcast(1f), t = T.Abs(x);
        T z = x * x;
        T p = T.MultiplyAdd(T.Broadcast(-5.70498872745e-3f), z, T.Broadcast(2.06390887954e-2f));
        p = T.MultiplyAdd(p, z, T.Broadcast(-5.37397155531e-2f));
        p = T.MultiplyAdd(p, z, T.Broadcast(1.33314422036e-1f));
        p = T.MultiplyAdd(p, z, T.Broadcast(-3.33332819422e-1f));
        T near = T.MultiplyAdd(p * z, x, x);
        T far = CopySign(one - T.Broadcast(2f) / (Exp(t + t) + one), x);
        return T.Select(T.LessThan(t, T.Broadcast(0.625f)), near, far);
    }

    /// <summary>1 / (1 + e⁻ˣ), within 3 ulp; 0 below −88.73, where the exact value is denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x) where T : struct, ILanes<T>
    {
        T one = T.Broadcast(1f);
        return one / (one + Exp(-x));
    }

    /// <summary>The magnitude of a (not negative) with the sign of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T CopySign<T>(T a, T b) where T : struct, ILanes<T> => a | (b & T.Broadcast(-0f));
}
