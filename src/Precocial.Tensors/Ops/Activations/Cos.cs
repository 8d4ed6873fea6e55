using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>The cosine; x in radians.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    public static unsafe Tensor Cos(this Tensor x) => new CosOperation(x).Run(&Elementwise.Cos);
}

internal sealed unsafe class CosOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromInput(tape, &Elementwise.CosBackward);
}
