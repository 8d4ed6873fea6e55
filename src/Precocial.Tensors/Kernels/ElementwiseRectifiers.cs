using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>max(x, 0); NaN comes through.</summary>
internal readonly struct ReluFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => T.Max(T.Broadcast(0f), x);
}

/// <summary>Kept: x or y, which have the same sign. The gradient is 0 at 0.</summary>
internal readonly struct ReluGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T kept) where T : struct, ILanes<T>
    {
        T zero = T.Broadcast(0f);
        return T.Select(T.LessOrEqual(kept, zero), zero, dy);
    }
}

/// <summary>min(max(x, 0), 6); NaN comes through.</summary>
internal readonly struct Relu6Function : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => T.Min(T.Broadcast(6f), T.Max(T.Broadcast(0f), x));
}

/// <summary>Kept: x or y. The gradient is 0 at 0 and at 6.</summary>
internal readonly struct Relu6Gradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T kept) where T : struct, ILanes<T>
    {
        T zero = T.Broadcast(0f), rising = T.Select(T.LessOrEqual(kept, zero), zero, dy);
        return T.Select(T.LessOrEqual(T.Broadcast(6f), kept), zero, rising);
    }
}

/// <summary>x·min(max(x + 3, 0), 6)/6.</summary>
internal readonly struct HardSwishFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T>
    {
        return x * HardSigmoidFunction.Of(x);
    }
}

/// <summary>0 below −3, (2x + 3)/6 to 3, then 1.</summary>
internal readonly struct HardSwishGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T x) where T : struct, ILanes<T>
    {
        T three = T.Broadcast(3f);
        T inside = dy * T.MultiplyAdd(x, T.Broadcast(1f / 3), T.Broadcast(0.5f));
        T below = T.Select(T.LessThan(three, x), dy, inside);
        return T.Select(T.LessThan(x, -three), T.Broadcast(0f), below);
    }
}

/// <summary>min(max(x + 3, 0), 6)/6.</summary>
internal readonly struct HardSigmoidFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILanes<T>
    {
        T shifted = T.Min(T.Broadcast(6f), T.Max(T.Broadcast(0f), x + T.Broadcast(3f)));
        return shifted * T.Broadcast(1f / 6);
    }
}

/// <summary>1/6 between −3 and 3, else 0.</summary>
internal readonly struct HardSigmoidGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T x) where T : struct, ILanes<T>
    {
        T inside = T.LessThan(T.Abs(x), T.Broadcast(3f));
        return T.Select(inside, dy * T.Broadcast(1f / 6), T.Broadcast(0f));
    }
}

/// <summary>|x|.</summary>
internal readonly struct AbsFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> => T.Abs(x);
}

/// <summary>The sign of x; 0 at 0.</summary>
internal readonly struct AbsGradient : IUnaryGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T dy, T x) where T : struct, ILanes<T>
    {
        T zero = T.Broadcast(0f);
        T negative = T.Select(T.LessThan(x, zero), -dy, dy);
        return T.Select(T.Equal(x, zero), zero, negative);
    }
}

/// <summary>1 above 0, else 0 (NaN included). Its gradient is 0 everywhere, so that there is no kernel for
/// it.</summary>
internal readonly struct StepFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x) where T : struct, ILanes<T> =>
        T.LessThan(T.Broadcast(0f), x) & T.Broadcast(1f);
}
