using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>1/(1 + exp(−x)).</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    public static unsafe Tensor Sigmoid(this Tensor x) => new SigmoidOperation(x).Run(&Elementwise.Sigmoid);
}

internal sealed unsafe class SigmoidOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromOutput(tape, &Elementwise.SigmoidBackward);
}
