using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>The tanh approximation of <see cref="Gelu"/>: x/2·(1 + tanh(√(2/π)·(x +
    /// 0.044715·x³))).</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <remarks>For networks that were trained with it; <see cref="Gelu"/> is the exact function.</remarks>
    public static unsafe Tensor GeluTanh(this Tensor x) =>
        new GeluTanhOperation(x).Run(&Elementwise.GeluTanh);
}

internal sealed unsafe class GeluTanhOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromInput(tape, &Elementwise.GeluTanhBackward);
}
