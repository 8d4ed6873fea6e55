using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>Neurons in float32: for samples of a data set, where nothing feeds back.</summary>
/// <remarks>Branch-free, the same bits for every width. sin(πx) and cos(πx) reduce x itself, which is exact:
/// π would be wrong in the eighth digit. Coefficients: interpolation at Chebyshev points, relative errors
/// below 1e-8.</remarks>
internal readonly unsafe struct SingleArithmetic<T> : INeuronArithmetic<T>
    where T : struct, ILanes<T>
{
    public static int Bytes => T.Count * sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load(byte* source) => T.Load((float*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T value, byte* target) => value.Store((float*)target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Multiply(T a, T b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Step(T x) => T.LessThan(T.Broadcast(0f), x) & T.Broadcast(1f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sine(T x)
    {
        T n = T.Round(x);
        return SineOfHalfTurn(x - n) * SignOf(n);
    }

    // cos(πf) = sin(π(½ − |f|)): ½ − |f| is exact where the result is small.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cosine(T x)
    {
        T n = T.Round(x);
        return SineOfHalfTurn(T.Broadcast(0.5f) - T.Abs(x - n)) * SignOf(n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Gaussian(T x) => VectorMath.Gaussian(x);

    // With e = exp(−2|x|) − 1, computed without cancellation, tanh|x| = −e/(2 + e).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh(T x)
    {
        T t = T.Max(T.Broadcast(-30f), T.Broadcast(-2f) * T.Abs(x));
        T n = T.Round(t * T.Broadcast(1.44269504f));
        T r = T.MultiplyAdd(n, T.Broadcast(-0.693359375f), t);
        r = T.MultiplyAdd(n, T.Broadcast(2.12194440e-4f), r);
        T p = T.MultiplyAdd(T.Broadcast(1.39262508315e-3f), r, T.Broadcast(8.36323288368e-3f));
        p = T.MultiplyAdd(p, r, T.Broadcast(4.1666554213e-2f));
        p = T.MultiplyAdd(p, r, T.Broadcast(0.166665766661f));
        p = T.MultiplyAdd(p, r, T.Broadcast(0.5f));
        p = T.MultiplyAdd(p * r, r, r);
        T power = T.ScaleByPowerOfTwo(T.Broadcast(1f), n);
        T e = T.MultiplyAdd(power, p, power - T.Broadcast(1f));
        T y = -e / (T.Broadcast(2f) + e);
        return y | (x & T.Broadcast(-0f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid(T x)
    {
        T half = T.Broadcast(0.5f);
        return T.MultiplyAdd(Tanh(x * half), half, half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Negate(T x) => -x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Abs(T x) => T.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Relu(T x) => T.Max(T.Broadcast(0f), x);

    // (−1)ⁿ for an integer n.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SignOf(T n)
    {
        T odd = T.Abs(T.MultiplyAdd(T.Round(n * T.Broadcast(0.5f)), T.Broadcast(-2f), n));
        return T.MultiplyAdd(odd, T.Broadcast(-2f), T.Broadcast(1f));
    }

    // sin(πf) for |f| ≤ ½.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SineOfHalfTurn(T f)
    {
        T z = f * f;
        T p = T.MultiplyAdd(T.Broadcast(0.077655912276f), z, T.Broadcast(-0.598290411283f));
        p = T.MultiplyAdd(p, z, T.Broadcast(2.55007738653f));
        p = T.MultiplyAdd(p, z, T.Broadcast(-5.16771007667f));
        p = T.MultiplyAdd(p, z, T.Broadcast(3.14159264008f));
        return p * f;
    }
}
