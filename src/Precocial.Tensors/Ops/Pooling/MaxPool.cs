using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>The largest element of each square window; padding never wins.</summary>
    /// <param name="x">Shape [batch, channels, height, width].</param>
    /// <param name="size">Side of the window.</param>
    /// <param name="stride">Step between windows; 0 for <paramref name="size"/>.</param>
    /// <param name="padding">On each side, at most half the window.</param>
    /// <returns>Shape [batch, channels, h, w], h = (height + 2·padding − size)/stride + 1.</returns>
    /// <remarks>The gradient goes to the first largest element of a window.</remarks>
    /// <exception cref="ShapeException">x does not have 4 axes, or the window is larger than x.</exception>
    public static unsafe Tensor MaxPool(this Tensor x, int size, int stride = 0, int padding = 0)
    {
        var tape = Tape.Of(x);
        var s = PoolingSizes.Infer(nameof(MaxPool), x.Shape, size, stride, padding);
        var y = tape.Allocate(s.OutputShape(x.Shape), x.RequiresGradient);
        var indices = (int*)tape.AllocateBlock(y.Count);
        Pooling.MaxForward(x.Pointer, y.Pointer, indices, s, tape.Workers);
        return tape.Record(new MaxPoolOperation(x, indices, s), y);
    }
}

internal sealed unsafe class MaxPoolOperation(Tensor x, int* indices, PoolingSizes s) : Operation
{
    private readonly int* _indices = indices;

    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        Pooling.MaxBackward(OutputGradient, _indices, dx.Pointer, s, dx.Accumulate, tape.Workers);
    }
}
