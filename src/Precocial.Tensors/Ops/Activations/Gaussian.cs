using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>exp(−x²/2).</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    public static unsafe Tensor Gaussian(this Tensor x) =>
        new GaussianOperation(x).Run(&Elementwise.Gaussian);
}

internal sealed unsafe class GaussianOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromInput(tape, &Elementwise.GaussianBackward);
}
