using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>The logarithm of <see cref="Softmax"/>, over the last axis: x − max − ln Σ exp(x −
    /// max).</summary>
    /// <param name="x">Shape [..., classes].</param>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <exception cref="ShapeException">x is a scalar.</exception>
    public static unsafe Tensor LogSoftmax(this Tensor x)
    {
        var tape = Tape.Of(x);
        if (x.Shape.Rank == 0)
            throw new ShapeException("LogSoftmax: x must have an axis of classes, but it is a scalar, []. "
                + "Reshape it to [1].");
        int columns = x.Shape[^1], rows = columns == 0 ? 0 : x.Count / columns;
        var y = tape.Allocate(x.Shape, x.RequiresGradient);
        Kernels.Softmax.LogForward(x.Pointer, y.Pointer, rows, columns, tape.Workers);
        return tape.Record(new LogSoftmaxOperation(x, rows), y);
    }
}

internal sealed unsafe class LogSoftmaxOperation(Tensor x, int rows) : Operation
{
    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        Kernels.Softmax.LogBackward(
            OutputGradient, Output.Pointer, dx.Pointer, rows, x.Shape[^1], dx.Accumulate, tape.Workers);
    }
}
