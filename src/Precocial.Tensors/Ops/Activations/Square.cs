using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>x².</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    public static unsafe Tensor Square(this Tensor x) => new SquareOperation(x).Run(&Elementwise.Square);
}

internal sealed unsafe class SquareOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromInput(tape, &Elementwise.SquareBackward);
}
