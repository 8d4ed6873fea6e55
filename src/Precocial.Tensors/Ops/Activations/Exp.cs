using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>eˣ.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    public static unsafe Tensor Exp(this Tensor x) => new ExpOperation(x).Run(&Elementwise.Exp);
}

internal sealed unsafe class ExpOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromOutput(tape, &Elementwise.ExpBackward);
}
