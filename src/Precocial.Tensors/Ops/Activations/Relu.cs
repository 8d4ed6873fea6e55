using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>max(x, 0), the rectified linear unit; its gradient at 0 is 0.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    public static unsafe Tensor Relu(this Tensor x) =>
        new ReluOperation(x).Run(&Elementwise.Relu);
}

internal sealed unsafe class ReluOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromOutput(tape, &Elementwise.ReluBackward);
}
