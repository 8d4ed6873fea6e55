using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>x − y, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="y">Any shape that x's broadcasts with: axes, counted from the last, are equal or
    /// 1.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static unsafe Tensor Subtract(this Tensor x, Tensor y) =>
        new SubtractOperation(x, y).Run(&Elementwise.Subtract, &Broadcast.Subtract);
}

internal sealed unsafe class SubtractOperation(Tensor x, Tensor y) : BinaryOperation(x, y)
{
    public override void Backward(Tape tape)
    {
        if (Y.RequiresGradient)
        {
            float* gradient = Begin(tape, Y, out var target);
            Elementwise.Scale(-1, OutputGradient, gradient, Output.Count, tape.Workers);
            End(tape, Y, target, gradient);
        }
        if (X.RequiresGradient)
            HandOver(tape, X);
    }
}
