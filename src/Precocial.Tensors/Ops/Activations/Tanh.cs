using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>The hyperbolic tangent.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    public static unsafe Tensor Tanh(this Tensor x) => new TanhOperation(x).Run(&Elementwise.Tanh);
}

internal sealed unsafe class TanhOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromOutput(tape, &Elementwise.TanhBackward);
}
