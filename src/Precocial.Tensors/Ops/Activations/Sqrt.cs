using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>The square root; NaN for negative x. Its gradient at 0 is infinite.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    public static unsafe Tensor Sqrt(this Tensor x) => new SqrtOperation(x).Run(&Elementwise.Sqrt);
}

internal sealed unsafe class SqrtOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromOutput(tape, &Elementwise.SqrtBackward);
}
