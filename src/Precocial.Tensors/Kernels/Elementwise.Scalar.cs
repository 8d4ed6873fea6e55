using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

// One operand is a number. x − s is Affine(1, −s), s − x is Affine(−1, s), x/s is Affine(1/s, 0) to the last bit or so.
internal static unsafe partial class Elementwise
{
    /// <summary>y = scale·x + shift, rounded once.</summary>
    public static void Affine(
        float scale, float shift, float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new AffineOperation(scale, shift), x, y, n, workers);

    /// <summary>y = scale·x; in place too.</summary>
    public static void Scale(float scale, float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new ScaleOperation(scale), x, y, n, workers);

    /// <summary>y += scale·x, rounded once.</summary>
    public static void AddScaled(float scale, float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new AddScaledOperation(scale), x, y, y, n, workers);

    /// <summary>y = the larger of x and the limit; NaN in x comes through.</summary>
    public static void MaxWith(float limit, float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new MaxWithOperation(limit), x, y, n, workers);

    /// <summary>y = numerator/x.</summary>
    public static void DivideInto(float numerator, float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new DivideIntoOperation(numerator), x, y, n, workers);

    /// <summary>y = value, everywhere.</summary>
    public static void Fill(float value, float* y, long n, WorkerPool? workers = null) =>
        Map(new FillOperation(value), y, y, n, workers);

    /// <summary>y = x.</summary>
    public static void Copy(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new IdentityOperation(), x, y, n, workers);

    /// <summary>y (+)= x: how a gradient reaches its place.</summary>
    public static void Copy(float* x, float* y, long n, bool accumulate, WorkerPool? workers = null)
    {
        if (accumulate)
            Add(y, x, y, n, workers);
        else
            Copy(x, y, n, workers);
    }
}

internal readonly struct AffineOperation(float scale, float shift) : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> =>
        T.MultiplyAdd(x, T.Broadcast(scale), T.Broadcast(shift));
}

internal readonly struct ScaleOperation(float scale) : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => x * T.Broadcast(scale);
}

internal readonly struct AddScaledOperation(float scale) : IBinaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T a, T b) where T : struct, ILanes<T> => T.MultiplyAdd(a, T.Broadcast(scale), b);
}

internal readonly struct MaxWithOperation(float limit) : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => T.Max(T.Broadcast(limit), x);
}

internal readonly struct DivideIntoOperation(float numerator) : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => T.Broadcast(numerator) / x;
}

internal readonly struct FillOperation(float value) : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => T.Broadcast(value);
}

internal readonly struct IdentityOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => x;
}
