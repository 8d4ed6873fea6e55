using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>The natural logarithm; NaN for negative x, −∞ for 0.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    public static unsafe Tensor Log(this Tensor x) => new LogOperation(x).Run(&Elementwise.Log);
}

internal sealed unsafe class LogOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromInput(tape, &Elementwise.LogBackward);
}
