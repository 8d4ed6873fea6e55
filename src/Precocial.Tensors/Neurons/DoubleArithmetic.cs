using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>Neurons in float64: for rollouts, where every output changes what is seen next.</summary>
/// <remarks>The authors' formulas rounding for rounding: sin and cos of the rounded πx, the square before the
/// exponential.</remarks>
internal readonly unsafe struct DoubleArithmetic<T> : INeuronArithmetic<T>
    where T : struct, IDoubleLanes<T>
{
    public static int Bytes => T.Count * sizeof(double);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load(byte* source) => T.Load((double*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T value, byte* target) => value.Store((double*)target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Multiply(T a, T b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Step(T x) => T.LessThan(T.Broadcast(0), x) & T.Broadcast(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sine(T x) => DoubleMath.Sin(x * T.Broadcast(Math.PI));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cosine(T x) => DoubleMath.Cos(x * T.Broadcast(Math.PI));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Gaussian(T x) => DoubleMath.Exp(x * x * T.Broadcast(-0.5));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh(T x) => DoubleMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid(T x) =>
        (DoubleMath.Tanh(x * T.Broadcast(0.5)) + T.Broadcast(1)) * T.Broadcast(0.5);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Negate(T x) => -x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Abs(T x) => T.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Relu(T x) => T.Max(T.Broadcast(0), x);
}
