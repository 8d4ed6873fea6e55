using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>Elementary functions over float64 lanes, within some 1e-16 of the exact value relative to
/// it.</summary>
/// <remarks>Branch-free but for huge angles, the same bits for every width. Polynomials: those for |r| ≤ π/4
/// are fdlibm's (Sun Microsystems 1993); the others interpolate at Chebyshev points, relative errors below
/// 2e-17.</remarks>
internal static unsafe class DoubleMath
{
    /// <summary>Beyond this angle a reduction by three parts of π loses bits.</summary>
    private const double LargestAngle = 1 << 30;

    private const double PiHigh = 3.141592653589793, PiMiddle = 1.2246467991473532e-16,
        PiLow = -2.994769810131746e-33;

    /// <summary>The sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sin<T>(T x) where T : struct, IDoubleLanes<T>
    {
        T n = T.Round(x * T.Broadcast(0.3183098861837907));
        T y = SineOfHalfTurn(Reduce(x, n)) ^ SignOf(n);
        return IsHuge(x) ? Patch(x, y, &Math.Sin) : y;
    }

    /// <summary>The cosine.</summary>
    /// <remarks>cos(r + (n + ½)π) = −(−1)ⁿ sin r.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cos<T>(T x) where T : struct, IDoubleLanes<T>
    {
        T n = T.Round(T.MultiplyAdd(x, T.Broadcast(0.3183098861837907), T.Broadcast(-0.5)));
        T y = SineOfHalfTurn(-Reduce(x, n + T.Broadcast(0.5))) ^ SignOf(n);
        return IsHuge(x) ? Patch(x, y, &Math.Cos) : y;
    }

    /// <summary>Sine and cosine of one angle, within 0.6 units in the last place.</summary>
    /// <remarks>The angle's remainder has a second part, which is what makes them nearly as good as correctly
    /// rounded: chaotic systems amplify a last bit.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SinCos<T>(T x, out T cosine) where T : struct, IDoubleLanes<T>
    {
        T n = T.Round(x * T.Broadcast(0.6366197723675814)), half = n * T.Broadcast(0.5);
        T a = T.MultiplyAdd(half, T.Broadcast(-PiHigh), x); // exact
        T r = T.MultiplyAdd(half, T.Broadcast(-PiMiddle), a);
        T low = T.MultiplyAdd(half, T.Broadcast(-PiMiddle), a - r);
        T s = SineOfEighth(r, low), c = CosineOfEighth(r, low);
        // n even: (s, c), n odd: (c, −s); then (−1)^⌊n/2⌋.
        T whole = T.Round(half + T.Broadcast(-0.25)), sign = SignOf(whole);
        T odd = T.LessThan(whole, half);
        cosine = T.Select(odd, -s, c) ^ sign;
        T sine = T.Select(odd, c, s) ^ sign;
        if (!IsHuge(x))
            return sine;
        cosine = Patch(x, cosine, &Math.Cos);
        return Patch(x, sine, &Math.Sin);
    }

    /// <summary>eˣ; 0 below −745.2, ∞ above 709.8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x) where T : struct, IDoubleLanes<T>
    {
        x = T.Max(T.Broadcast(-746), T.Min(T.Broadcast(710), x));
        T p = ExpMinusOne(x, out T n) + T.Broadcast(1);
        // In two steps: 2ⁿ itself may be too small or too large.
        T first = T.Round(n * T.Broadcast(0.5));
        return p * T.PowerOfTwo(first) * T.PowerOfTwo(n - first);
    }

    /// <summary>The hyperbolic tangent.</summary>
    /// <remarks>With e = exp(−2|x|) − 1, computed without cancellation, tanh|x| = −e/(2 + e).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x) where T : struct, IDoubleLanes<T>
    {
        T t = T.Max(T.Broadcast(-60), T.Broadcast(-2) * T.Abs(x));
        T p = ExpMinusOne(t, out T n), power = T.PowerOfTwo(n);
        T e = T.MultiplyAdd(power, p, power - T.Broadcast(1));
        return (e / (T.Broadcast(-2) - e)) | (x & T.Broadcast(-0.0));
    }

    // x = n·ln 2 + r, |r| ≤ ½ ln 2; gives eʳ − 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpMinusOne<T>(T x, out T n) where T : struct, IDoubleLanes<T>
    {
        n = T.Round(x * T.Broadcast(1.4426950408889634));
        T r = T.MultiplyAdd(n, T.Broadcast(-0.6931471805599453), x);
        r = T.MultiplyAdd(n, T.Broadcast(-2.3190468138462996e-17), r);
        T p = T.MultiplyAdd(T.Broadcast(2.09147553258932022e-9), r, T.Broadcast(2.5105312729622101787e-8));
        p = T.MultiplyAdd(p, r, T.Broadcast(2.7557273478718580474e-7));
        p = T.MultiplyAdd(p, r, T.Broadcast(2.7557255170000887438e-6));
        p = T.MultiplyAdd(p, r, T.Broadcast(0.0000248015873256774619));
        p = T.MultiplyAdd(p, r, T.Broadcast(0.00019841269875002278793));
        p = T.MultiplyAdd(p, r, T.Broadcast(0.0013888888888883711167));
        p = T.MultiplyAdd(p, r, T.Broadcast(0.0083333333333260831202));
        p = T.MultiplyAdd(p, r, T.Broadcast(0.041666666666666669783));
        p = T.MultiplyAdd(p, r, T.Broadcast(0.1666666666666667103));
        p = T.MultiplyAdd(p, r, T.Broadcast(0.5));
        return T.MultiplyAdd(p * r, r, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsHuge<T>(T x) where T : struct, IDoubleLanes<T> =>
        T.Bits(T.LessThan(T.Broadcast(LargestAngle), T.Abs(x))) != 0;

    // x − nπ.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce<T>(T x, T n) where T : struct, IDoubleLanes<T>
    {
        x = T.MultiplyAdd(n, T.Broadcast(-PiHigh), x);
        x = T.MultiplyAdd(n, T.Broadcast(-PiMiddle), x);
        return T.MultiplyAdd(n, T.Broadcast(-PiLow), x);
    }

    // The sign bit of (−1)ⁿ: half of an odd integer is not one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SignOf<T>(T n) where T : struct, IDoubleLanes<T>
    {
        T half = n * T.Broadcast(0.5);
        return T.Select(T.Equal(half, T.Round(half)), T.Broadcast(0), T.Broadcast(-0.0));
    }

    // sin r for |r| ≤ π/2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SineOfHalfTurn<T>(T r) where T : struct, IDoubleLanes<T>
    {
        T z = r * r;
        T p =
            T.MultiplyAdd(T.Broadcast(-8.0060487034696207379e-18), z, T.Broadcast(2.8104685816815676575e-15));
        p = T.MultiplyAdd(p, z, T.Broadcast(-7.647139114646649649e-13));
        p = T.MultiplyAdd(p, z, T.Broadcast(1.6059043479276752055e-10));
        p = T.MultiplyAdd(p, z, T.Broadcast(-2.5052108382389887875e-8));
        p = T.MultiplyAdd(p, z, T.Broadcast(2.7557319223971254297e-6));
        p = T.MultiplyAdd(p, z, T.Broadcast(-0.00019841269841269806101));
        p = T.MultiplyAdd(p, z, T.Broadcast(0.0083333333333333333008));
        p = T.MultiplyAdd(p, z, T.Broadcast(-0.16666666666666666667));
        return T.MultiplyAdd(p * z, r, r);
    }

    // sin(r + low) for |r| ≤ π/4.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SineOfEighth<T>(T r, T low) where T : struct, IDoubleLanes<T>
    {
        T z = r * r;
        T p = T.MultiplyAdd(T.Broadcast(1.58969099521155010221e-10), z,
            T.Broadcast(-2.50507602534068634195e-8));
        p = T.MultiplyAdd(p, z, T.Broadcast(2.75573137070700676789e-6));
        p = T.MultiplyAdd(p, z, T.Broadcast(-1.98412698298579493134e-4));
        p = T.MultiplyAdd(p, z, T.Broadcast(8.33333333332248946124e-3));
        p = T.MultiplyAdd(p, z, T.Broadcast(-1.66666666666666324348e-1));
        T slope = T.MultiplyAdd(z, T.Broadcast(-0.5), T.Broadcast(1));
        return r + T.MultiplyAdd(p * z, r, low * slope);
    }

    // cos(r + low); 1 − r²/2 in two parts.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T CosineOfEighth<T>(T r, T low) where T : struct, IDoubleLanes<T>
    {
        T z = r * r, half = z * T.Broadcast(0.5), zLow = T.MultiplyAdd(r, r, -z);
        T p = T.MultiplyAdd(T.Broadcast(-1.13596475577881948265e-11), z,
            T.Broadcast(2.08757232129817482790e-9));
        p = T.MultiplyAdd(p, z, T.Broadcast(-2.75573143513906633035e-7));
        p = T.MultiplyAdd(p, z, T.Broadcast(2.48015872894767294178e-5));
        p = T.MultiplyAdd(p, z, T.Broadcast(-1.38888888888741095749e-3));
        p = T.MultiplyAdd(p, z, T.Broadcast(4.16666666666666019037e-2));
        T one = T.Broadcast(1), w = one - half;
        T small = T.MultiplyAdd(r, low, zLow * T.Broadcast(0.5));
        return w + (one - w - half + T.MultiplyAdd(p * z, z, -small));
    }

    // The C library reduces any angle exactly. Only the lanes that need it: each is as it would be alone.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Patch<T>(T x, T y, delegate*<double, double> function) where T : struct, IDoubleLanes<T>
    {
        double* angles = stackalloc double[T.Count], values = stackalloc double[T.Count];
        x.Store(angles);
        y.Store(values);
        for (int i = 0; i < T.Count; i++)
        {
            if (Math.Abs(angles[i]) > LargestAngle)
                values[i] = function(angles[i]);
        }
        return T.Load(values);
    }
}
