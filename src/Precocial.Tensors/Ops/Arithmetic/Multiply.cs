using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>x·y, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="y">Any shape that x's broadcasts with: axes, counted from the last, are equal or
    /// 1.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static unsafe Tensor Multiply(this Tensor x, Tensor y) =>
        new MultiplyOperation(x, y).Run(&Elementwise.Multiply, &Broadcast.Multiply);
}

internal sealed unsafe class MultiplyOperation(Tensor x, Tensor y) : BinaryOperation(x, y)
{
    public override void Backward(Tape tape)
    {
        if (X.RequiresGradient)
            BackwardFactor(tape, X, Y);
        if (Y.RequiresGradient)
            BackwardFactor(tape, Y, X);
    }

    private void BackwardFactor(Tape tape, Tensor to, Tensor other)
    {
        if (to.Shape == other.Shape)
        {
            var same = tape.GradientOf(to);
            Elementwise.Multiply(OutputGradient, other.Pointer, same.Pointer, to.Count, same.Accumulate,
                tape.Workers);
            return;
        }
        float* gradient = Begin(tape, to, out var target);
        Broadcast.Multiply(
            OutputGradient, Output.Shape, other.Pointer, other.Shape, gradient, Output.Shape, tape.Workers);
        End(tape, to, target, gradient);
    }
}
