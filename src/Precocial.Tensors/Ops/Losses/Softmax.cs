using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>exp(x − max)/Σ exp(x − max) over the last axis: each row adds up to 1.</summary>
    /// <param name="x">Shape [..., classes].</param>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <exception cref="ShapeException">x is a scalar.</exception>
    public static unsafe Tensor Softmax(this Tensor x)
    {
        var tape = Tape.Of(x);
        if (x.Shape.Rank == 0)
            throw new ShapeException("Softmax: x must have an axis of classes, but it is a scalar, []. "
                + "Reshape it to [1].");
        int columns = x.Shape[^1], rows = columns == 0 ? 0 : x.Count / columns;
        var y = tape.Allocate(x.Shape, x.RequiresGradient);
        Kernels.Softmax.Forward(x.Pointer, y.Pointer, rows, columns, tape.Workers);
        return tape.Record(new SoftmaxOperation(x, rows), y);
    }
}

internal sealed unsafe class SoftmaxOperation(Tensor x, int rows) : Operation
{
    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        Kernels.Softmax.Backward(
            OutputGradient, Output.Pointer, dx.Pointer, rows, x.Shape[^1], dx.Accumulate, tape.Workers);
    }
}
