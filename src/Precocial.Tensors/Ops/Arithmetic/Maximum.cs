using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>The larger of x and y, element by element; NaN if either is.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="y">Any shape that x's broadcasts with: axes, counted from the last, are equal or
    /// 1.</param>
    /// <remarks>Where they are equal, each gets half of the gradient.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static unsafe Tensor Maximum(this Tensor x, Tensor y) =>
        new MaximumOperation(x, y).Run(&Elementwise.Max, &Broadcast.Max);
}

internal sealed unsafe class MaximumOperation(Tensor x, Tensor y) : BinaryOperation(x, y)
{
    public override void Backward(Tape tape)
    {
        if (X.RequiresGradient)
            BackwardOperand(tape, X, Y);
        if (Y.RequiresGradient)
            BackwardOperand(tape, Y, X);
    }

    private void BackwardOperand(Tape tape, Tensor to, Tensor other)
    {
        float* gradient = Begin(tape, to, out var target);
        Broadcast.LargerShare(to.Pointer, to.Shape, other.Pointer, other.Shape, gradient, Output.Shape,
            tape.Workers);
        Elementwise.Multiply(gradient, OutputGradient, gradient, Output.Count, tape.Workers);
        End(tape, to, target, gradient);
    }
}
