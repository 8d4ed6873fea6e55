using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>1/x; infinite for 0.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    public static unsafe Tensor Reciprocal(this Tensor x) =>
        new ReciprocalOperation(x).Run(&Elementwise.Reciprocal);
}

internal sealed unsafe class ReciprocalOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromOutput(tape, &Elementwise.ReciprocalBackward);
}
