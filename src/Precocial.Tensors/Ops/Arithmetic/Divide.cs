using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>x/y, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="y">Any shape that x's broadcasts with: axes, counted from the last, are equal or
    /// 1.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static unsafe Tensor Divide(this Tensor x, Tensor y) =>
        new DivideOperation(x, y).Run(&Elementwise.Divide, &Broadcast.Divide);
}

internal sealed unsafe class DivideOperation(Tensor x, Tensor y) : BinaryOperation(x, y)
{
    // dx = g/y and dy = −g·(x/y)/y.
    public override void Backward(Tape tape)
    {
        if (X.RequiresGradient)
        {
            float* gradient = Begin(tape, X, out var target);
            Broadcast.Divide(OutputGradient, Output.Shape, Y.Pointer, Y.Shape, gradient, Output.Shape,
                tape.Workers);
            End(tape, X, target, gradient);
        }
        if (Y.RequiresGradient)
        {
            float* gradient = Begin(tape, Y, out var target);
            Elementwise.Multiply(OutputGradient, Output.Pointer, gradient, Output.Count, tape.Workers);
            Elementwise.Scale(-1, gradient, gradient, Output.Count, tape.Workers);
            Broadcast.Divide(gradient, Output.Shape, Y.Pointer, Y.Shape, gradient, Output.Shape,
                tape.Workers);
            End(tape, Y, target, gradient);
        }
    }
}
