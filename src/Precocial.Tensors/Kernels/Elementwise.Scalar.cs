using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

// One operand is a number. x − s is Affine(1, −s), s − x is Affine(−1, s), x/s is Affine(1/s, 0) to the last
// bit or so.
internal static unsafe partial class Elementwise
{
    /// <summary>y = scale·x + shift, rounded once.</summary>
    public static void Affine(
        float scale, float shift, float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new AffineFunction(scale, shift), x, y, n, workers);

    /// <summary>y = scale·x; in place too.</summary>
    public static void Scale(float scale, float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new ScaleFunction(scale), x, y, n, workers);

    /// <summary>y += scale·x, rounded once.</summary>
    public static void AddScaled(float scale, float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new AddScaledFunction(scale), x, y, y, n, workers);

    /// <summary>y = x.</summary>
    public static void Copy(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new IdentityFunction(), x, y, n, workers);

    /// <summary>y (+)= x: how a gradient reaches its place.</summary>
    public static void Copy(float* x, float* y, long n, bool accumulate, WorkerPool? workers = null)
    {
        if (accumulate)
            Add(y, x, y, n, workers);
        else
            Copy(x, y, n, workers);
    }
}

internal readonly struct AffineFunction(float scale, float shift) : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> =>
        T.MultiplyAdd(x, T.Broadcast(scale), T.Broadcast(shift));
}

internal readonly struct ScaleFunction(float scale) : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => x * T.Broadcast(scale);
}

internal readonly struct AddScaledFunction(float scale) : IBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T a, T b) where T : struct, ILanes<T> => T.MultiplyAdd(a, T.Broadcast(scale), b);
}

internal readonly struct IdentityFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => x;
}
