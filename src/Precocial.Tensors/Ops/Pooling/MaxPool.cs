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
    public static Tensor MaxPool(this Tensor x, int size, int stride = 0, int padding = 0)
    {
        Tape.Of(x);
        return MaxPool(x, PoolingWindow.Infer(nameof(MaxPool), x.Shape, size, stride, padding));
    }

    /// <summary>The largest element of each window; padding never wins.</summary>
    /// <param name="x">Shape [batch, channels, height, width].</param>
    /// <param name="size">Rows and columns of the window.</param>
    /// <param name="rows">Stride and padding from row to row; dilation 1.</param>
    /// <param name="columns">Stride and padding from column to column; dilation 1.</param>
    /// <param name="ceilMode">Whether a last window may hang over the padding.</param>
    /// <returns>Shape [batch, channels, h, w], as of <see cref="WindowAxis.Positions(int, int,
    /// bool)"/>.</returns>
    /// <remarks>The gradient goes to the first largest element of a window.</remarks>
    /// <exception cref="ShapeException">x does not have 4 axes, the window is larger than x, or a window
    /// would lie in the padding alone.</exception>
    public static Tensor MaxPool(
        this Tensor x, (int Height, int Width) size, WindowAxis rows, WindowAxis columns,
        bool ceilMode = false)
    {
        Tape.Of(x);
        return MaxPool(x, PoolingWindow.Infer(nameof(MaxPool), x.Shape, size, rows, columns, ceilMode));
    }

    private static unsafe Tensor MaxPool(Tensor x, in PoolingShape s)
    {
        var tape = Tape.Of(x);
        var y = tape.Allocate([x.Shape[0], x.Shape[1], s.OutHeight, s.OutWidth], x.RequiresGradient);
        float* taps = y.RequiresGradient ? tape.AllocateBlock(y.Count) : null;
        Pooling.Max(s, x.Pointer, y.Pointer, taps, tape.Workers);
        return tape.Record(new MaxPoolOperation(x, taps, s), y);
    }
}

internal sealed unsafe class MaxPoolOperation(Tensor x, float* taps, PoolingShape s) : Operation
{
    private readonly float* _taps = taps;

    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        Pooling.MaxBackward(s, OutputGradient, _taps, dx.Pointer, dx.Accumulate, tape.Workers);
    }
}
