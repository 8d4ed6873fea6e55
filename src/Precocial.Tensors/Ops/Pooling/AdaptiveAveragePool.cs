using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Means over windows that cover each channel, as many as asked for.</summary>
    /// <param name="x">Shape [batch, channels, height, width].</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Columns of the result.</param>
    /// <returns>Shape [batch, channels, <paramref name="height"/>, <paramref name="width"/>].</returns>
    /// <remarks>Row i covers rows ⌊i·h/height⌋ to ⌈(i + 1)·h/height⌉ − 1 of x's h, columns likewise, as in
    /// PyTorch.
    /// </remarks>
    /// <exception cref="ShapeException">x does not have 4 axes, or no positions.</exception>
    public static unsafe Tensor AdaptiveAveragePool(this Tensor x, int height, int width)
    {
        var tape = Tape.Of(x);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        PoolingWindow.RequireImages(nameof(AdaptiveAveragePool), x.Shape);
        if (x.Shape[2] == 0 || x.Shape[3] == 0)
            throw new ShapeException($"AdaptiveAveragePool: x has no positions to average: {x.Shape}. Check "
                + "the layer before it.");
        int planes = x.Shape[0] * x.Shape[1];
        var y = tape.Allocate([x.Shape[0], x.Shape[1], height, width], x.RequiresGradient);
        Pooling.AdaptiveAverage(x.Pointer, y.Pointer, planes, x.Shape[2], x.Shape[3], height, width,
            tape.Workers);
        return tape.Record(new AdaptiveAveragePoolOperation(x), y);
    }
}

internal sealed unsafe class AdaptiveAveragePoolOperation(Tensor x) : Operation
{
    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        Pooling.AdaptiveAverageBackward(
            OutputGradient, dx.Pointer, x.Shape[0] * x.Shape[1], x.Shape[2], x.Shape[3], Output.Shape[2],
            Output.Shape[3], dx.Accumulate, tape.Workers);
    }
}
