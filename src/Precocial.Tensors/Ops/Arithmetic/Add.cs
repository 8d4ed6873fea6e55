using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>x + y, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="y">Any shape that x's broadcasts with: axes, counted from the last, are equal or
    /// 1.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static unsafe Tensor Add(this Tensor x, Tensor y) =>
        new AddOperation(x, y).Run(&Elementwise.Add, &Broadcast.Add);
}

internal sealed unsafe class AddOperation(Tensor x, Tensor y) : BinaryOperation(x, y)
{
    public override void Backward(Tape tape)
    {
        // The one that can take the memory comes last.
        var (first, last) = X.Shape == Output.Shape && X.RequiresGradient ? (Y, X) : (X, Y);
        if (first.RequiresGradient)
            Deliver(tape, OutputGradient, first);
        if (last.RequiresGradient)
            HandOver(tape, last);
    }
}
