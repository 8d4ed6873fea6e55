using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>|x|; its gradient at 0 is 0.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    public static unsafe Tensor Abs(this Tensor x) => new AbsOperation(x).Run(&Elementwise.Abs);
}

internal sealed unsafe class AbsOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromInput(tape, &Elementwise.AbsBackward);
}
