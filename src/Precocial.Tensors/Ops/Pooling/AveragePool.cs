using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>The mean of each square window.</summary>
    /// <param name="x">Shape [batch, channels, height, width].</param>
    /// <param name="size">Side of the window.</param>
    /// <param name="stride">Step between windows; 0 for <paramref name="size"/>.</param>
    /// <param name="padding">On each side, at most half the window.</param>
    /// <param name="countIncludesPadding">Divide by the whole window (true) or by its part inside x.</param>
    /// <returns>Shape [batch, channels, h, w], h = (height + 2·padding − size)/stride + 1.</returns>
    /// <exception cref="ShapeException">x does not have 4 axes, or the window is larger than x.</exception>
    public static Tensor AveragePool(
        this Tensor x, int size, int stride = 0, int padding = 0, bool countIncludesPadding = false)
    {
        Tape.Of(x);
        var s = PoolingWindow.Infer(nameof(AveragePool), x.Shape, size, stride, padding);
        return AveragePool(x, s, countIncludesPadding);
    }

    /// <summary>The mean of each window.</summary>
    /// <param name="x">Shape [batch, channels, height, width].</param>
    /// <param name="size">Rows and columns of the window.</param>
    /// <param name="rows">Stride and padding from row to row; dilation 1.</param>
    /// <param name="columns">Stride and padding from column to column; dilation 1.</param>
    /// <param name="ceilMode">Whether a last window may hang over the padding; what hangs over never
    /// counts.</param>
    /// <param name="countIncludesPadding">Whether padding counts in the divisor.</param>
    /// <returns>Shape [batch, channels, h, w], as of <see cref="WindowAxis.Positions(int, int,
    /// bool)"/>.</returns>
    /// <exception cref="ShapeException">x does not have 4 axes, the window is larger than x, or a window
    /// would lie in the padding alone.</exception>
    public static Tensor AveragePool(this Tensor x, (int Height, int Width) size, WindowAxis rows,
        WindowAxis columns, bool ceilMode = false, bool countIncludesPadding = false)
    {
        Tape.Of(x);
        var s = PoolingWindow.Infer(nameof(AveragePool), x.Shape, size, rows, columns, ceilMode);
        return AveragePool(x, s, countIncludesPadding);
    }

    private static unsafe Tensor AveragePool(Tensor x, in PoolingShape s, bool countIncludesPadding)
    {
        var tape = Tape.Of(x);
        var y = tape.Allocate([x.Shape[0], x.Shape[1], s.OutHeight, s.OutWidth], x.RequiresGradient);
        Pooling.Average(s, x.Pointer, y.Pointer, countIncludesPadding, tape.Workers);
        return tape.Record(new AveragePoolOperation(x, s, countIncludesPadding), y);
    }
}

internal sealed unsafe class AveragePoolOperation(Tensor x, PoolingShape s,
    bool countIncludesPadding) : Operation
{
    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        Pooling.AverageBackward(
            s, OutputGradient, dx.Pointer, countIncludesPadding, dx.Accumulate, tape.Workers);
    }
}
