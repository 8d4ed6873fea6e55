using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>The mean of each channel over all positions.</summary>
    /// <param name="x">Shape [batch, channels, ...].</param>
    /// <returns>Shape [batch, channels].</returns>
    /// <exception cref="ShapeException">x has fewer than 3 axes.</exception>
    public static unsafe Tensor GlobalAveragePool(this Tensor x)
    {
        var tape = Tape.Of(x);
        if (x.Shape.Rank < 3)
        {
            throw new ShapeException("GlobalAveragePool: x must be [batch, channels, ...] with positions "
                + $"to average, but it is {x.Shape}. Leave this layer out.");
        }
        var y = tape.Allocate([x.Shape[0], x.Shape[1]], x.RequiresGradient);
        int inner = x.Shape.CountFrom(2);
        Pooling.GlobalAverage(x.Pointer, y.Pointer, y.Count, inner, tape.Workers);
        return tape.Record(new GlobalAveragePoolOperation(x, inner), y);
    }
}

internal sealed unsafe class GlobalAveragePoolOperation(Tensor x, int inner) : Operation
{
    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        Pooling.GlobalAverageBackward(OutputGradient, dx.Pointer, Output.Count, inner, dx.Accumulate,
            tape.Workers);
    }
}
