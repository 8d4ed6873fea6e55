using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>eˣ.</summary>
internal readonly struct ExpFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => VectorMath.Exp(x);
}

/// <summary>y.</summary>
internal readonly struct ExpGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T y) where T : struct, ILanes<T> => dy * y;
}

/// <summary>ln x.</summary>
internal readonly struct LogFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => VectorMath.Log(x);
}

/// <summary>1/x.</summary>
internal readonly struct LogGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T x) where T : struct, ILanes<T> => dy / x;
}

/// <summary>sin x.</summary>
internal readonly struct SinFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => VectorMath.Sin(x);
}

/// <summary>cos x.</summary>
internal readonly struct SinGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T x) where T : struct, ILanes<T> => dy * VectorMath.Cos(x);
}

/// <summary>cos x.</summary>
internal readonly struct CosFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => VectorMath.Cos(x);
}

/// <summary>−sin x.</summary>
internal readonly struct CosGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T x) where T : struct, ILanes<T> => -dy * VectorMath.Sin(x);
}

/// <summary>√x.</summary>
internal readonly struct SqrtFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => T.Sqrt(x);
}

/// <summary>1/(2y).</summary>
internal readonly struct SqrtGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T y) where T : struct, ILanes<T> => dy / (y + y);
}

/// <summary>x².</summary>
internal readonly struct SquareFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => x * x;
}

/// <summary>2x.</summary>
internal readonly struct SquareGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T x) where T : struct, ILanes<T> => dy * (x + x);
}

/// <summary>−x.</summary>
internal readonly struct NegateFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => -x;
}

/// <summary>−1.</summary>
internal readonly struct NegateGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T x) where T : struct, ILanes<T> => -dy;
}

/// <summary>1/x.</summary>
internal readonly struct ReciprocalFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => T.Broadcast(1f) / x;
}

/// <summary>−y².</summary>
internal readonly struct ReciprocalGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T y) where T : struct, ILanes<T> => -(dy * y) * y;
}
