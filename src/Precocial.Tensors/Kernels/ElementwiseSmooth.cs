using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>tanh x.</summary>
internal readonly struct TanhFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => VectorMath.Tanh(x);
}

/// <summary>1 − y².</summary>
internal readonly struct TanhGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T y) where T : struct, ILanes<T> => T.MultiplyAdd(-(y * y), dy, dy);
}

/// <summary>1/(1 + e⁻ˣ).</summary>
internal readonly struct SigmoidFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => VectorMath.Sigmoid(x);
}

/// <summary>y(1 − y).</summary>
internal readonly struct SigmoidGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T y) where T : struct, ILanes<T> => dy * y * (T.Broadcast(1f) - y);
}

/// <summary>x·sigmoid(x).</summary>
internal readonly struct SiluFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T>
    {
        // Not x/(1 + e⁻ˣ): that is −∞/∞ at −∞.
        return x * VectorMath.Sigmoid(x);
    }
}

/// <summary>s(1 + x(1 − s)), s = sigmoid(x).</summary>
internal readonly struct SiluGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T x) where T : struct, ILanes<T>
    {
        T one = T.Broadcast(1f), s = VectorMath.Sigmoid(x);
        return dy * s * T.MultiplyAdd(x, one - s, one);
    }
}

/// <summary>x·Φ(x), Φ the normal distribution function.</summary>
internal readonly struct GeluFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => x * VectorMath.NormalCdf(x, out _);
}

/// <summary>Φ(x) + x·φ(x), φ the normal density.</summary>
internal readonly struct GeluGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T x) where T : struct, ILanes<T>
    {
        T cdf = VectorMath.NormalCdf(x, out T gaussian);
        return dy * T.MultiplyAdd(x * gaussian, T.Broadcast(0.3989422804f), cdf);
    }
}

/// <summary>½x(1 + tanh u), u = √(2/π)(x + 0.044715x³).</summary>
internal readonly struct GeluTanhFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => x * Gate(x);

    // ½(1 + tanh u) = sigmoid 2u.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Gate<T>(T x) where T : struct, ILanes<T>
    {
        T cubic = T.MultiplyAdd(x * x, T.Broadcast(0.0713548163f), T.Broadcast(1.5957691216f));
        return VectorMath.Sigmoid(x * cubic);
    }
}

/// <summary>g + x·g(1 − g)·(2u)′, g = sigmoid 2u.</summary>
internal readonly struct GeluTanhGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T x) where T : struct, ILanes<T>
    {
        T gate = GeluTanhFunction.Gate(x);
        T slope = T.MultiplyAdd(x * x, T.Broadcast(0.2140644489f), T.Broadcast(1.5957691216f));
        return dy * gate * T.MultiplyAdd(x * slope, T.Broadcast(1f) - gate, T.Broadcast(1f));
    }
}

/// <summary>e^(−x²/2).</summary>
internal readonly struct GaussianFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => VectorMath.Gaussian(x);
}

/// <summary>−x·e^(−x²/2).</summary>
internal readonly struct GaussianGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T x) where T : struct, ILanes<T> => -(dy * x) * VectorMath.Gaussian(x);
}
