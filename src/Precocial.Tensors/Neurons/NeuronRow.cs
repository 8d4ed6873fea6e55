using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>Applies one neuron's function to a row of lanes.</summary>
/// <remarks>One dispatch for a row of several registers; the calls for these are independent of one another,
/// so that the processor overlaps them.</remarks>
internal static unsafe class NeuronRow<TArithmetic, TLanes>
    where TArithmetic : struct, INeuronArithmetic<TLanes>
    where TLanes : struct
{
    /// <summary>row = f(row).</summary>
    /// <param name="function">f.</param>
    /// <param name="row">Whole registers.</param>
    /// <param name="bytes">How long it is.</param>
    public static void Apply(NeuronFunction function, byte* row, int bytes)
    {
        switch (function)
        {
            case NeuronFunction.Step: Map<StepOf>(row, bytes); break;
            case NeuronFunction.Sine: Map<SineOf>(row, bytes); break;
            case NeuronFunction.Gaussian: Map<GaussianOf>(row, bytes); break;
            case NeuronFunction.Tanh: Map<TanhOf>(row, bytes); break;
            case NeuronFunction.Sigmoid: Map<SigmoidOf>(row, bytes); break;
            case NeuronFunction.Negate: Map<NegateOf>(row, bytes); break;
            case NeuronFunction.Abs: Map<AbsOf>(row, bytes); break;
            case NeuronFunction.Relu: Map<ReluOf>(row, bytes); break;
            case NeuronFunction.Cosine: Map<CosineOf>(row, bytes); break;
            case NeuronFunction.Square: Map<SquareOf>(row, bytes); break;
        }
    }

    private interface IFunction
    {
        static abstract TLanes Of(TLanes x);
    }

    private static void Map<TFunction>(byte* row, int bytes) where TFunction : struct, IFunction
    {
        for (byte* end = row + bytes; row < end; row += TArithmetic.Bytes)
            TArithmetic.Store(TFunction.Of(TArithmetic.Load(row)), row);
    }

    private readonly struct StepOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of(TLanes x) => TArithmetic.Step(x);
    }

    private readonly struct SineOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of(TLanes x) => TArithmetic.Sine(x);
    }

    private readonly struct CosineOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of(TLanes x) => TArithmetic.Cosine(x);
    }

    private readonly struct GaussianOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of(TLanes x) => TArithmetic.Gaussian(x);
    }

    private readonly struct TanhOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of(TLanes x) => TArithmetic.Tanh(x);
    }

    private readonly struct SigmoidOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of(TLanes x) => TArithmetic.Sigmoid(x);
    }

    private readonly struct NegateOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of(TLanes x) => TArithmetic.Negate(x);
    }

    private readonly struct AbsOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of(TLanes x) => TArithmetic.Abs(x);
    }

    private readonly struct ReluOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of(TLanes x) => TArithmetic.Relu(x);
    }

    private readonly struct SquareOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of(TLanes x) => TArithmetic.Multiply(x, x);
    }
}
