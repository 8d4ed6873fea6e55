using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>x/(1 + exp(−x)), also known as swish.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <remarks>Source: Elfwing et al., 2017.</remarks>
    public static unsafe Tensor Silu(this Tensor x) => new SiluOperation(x).Run(&Elementwise.Silu);
}

internal sealed unsafe class SiluOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromInput(tape, &Elementwise.SiluBackward);
}
