using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

// Two operands of equal length. For operands that broadcast see Broadcast.
internal static unsafe partial class Elementwise
{
    /// <summary>y = a + b.</summary>
    public static void Add(float* a, float* b, float* y, long n, WorkerPool? workers = null) =>
        Map(new AddFunction(), a, b, y, n, workers);

    /// <summary>y = a − b.</summary>
    public static void Subtract(float* a, float* b, float* y, long n, WorkerPool? workers = null) =>
        Map(new SubtractFunction(), a, b, y, n, workers);

    /// <summary>y = a·b.</summary>
    public static void Multiply(float* a, float* b, float* y, long n, WorkerPool? workers = null) =>
        Map(new MultiplyFunction(), a, b, y, n, workers);

    /// <summary>y = a/b.</summary>
    public static void Divide(float* a, float* b, float* y, long n, WorkerPool? workers = null) =>
        Map(new DivideFunction(), a, b, y, n, workers);

    /// <summary>y = the larger; NaN in either comes through.</summary>
    public static void Max(float* a, float* b, float* y, long n, WorkerPool? workers = null) =>
        Map(new MaxFunction(), a, b, y, n, workers);

    /// <summary>y (+)= a·b: a product, and the gradient of one by either factor.</summary>
    public static void Multiply(
        float* a, float* b, float* y, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new ProductGradient(), a, b, y, n, accumulate, workers);
}

internal readonly struct AddFunction : IBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T a, T b) where T : struct, ILanes<T> => a + b;
}

internal readonly struct SubtractFunction : IBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T a, T b) where T : struct, ILanes<T> => a - b;
}

internal readonly struct MultiplyFunction : IBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T a, T b) where T : struct, ILanes<T> => a * b;
}

internal readonly struct DivideFunction : IBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T a, T b) where T : struct, ILanes<T> => a / b;
}

internal readonly struct MaxFunction : IBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T a, T b) where T : struct, ILanes<T> =>
        T.Select(T.Equal(a, a), T.Max(a, b), a); // a NaN in b comes through Max already
}

internal readonly struct LargerShareFunction : IBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T a, T b) where T : struct, ILanes<T> =>
        T.Select(T.Equal(a, b), T.Broadcast(0.5f), T.LessThan(b, a) & T.Broadcast(1f));
}

internal readonly struct ProductGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T kept) where T : struct, ILanes<T> => dy * kept;
}
