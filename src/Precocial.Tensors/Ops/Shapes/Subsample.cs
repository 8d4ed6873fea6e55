namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Every <paramref name="stride"/>-th row and column of each channel, from the first,
    /// copied.</summary>
    /// <param name="x">Shape [batch, channels, height, width].</param>
    /// <param name="stride">Step along both axes.</param>
    /// <returns>Shape [batch, channels, ⌈height/stride⌉, ⌈width/stride⌉].</returns>
    /// <exception cref="ShapeException">x does not have 4 axes.</exception>
    public static unsafe Tensor Subsample(this Tensor x, int stride)
    {
        var tape = Tape.Of(x);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        PoolingWindow.RequireImages(nameof(Subsample), x.Shape);
        int height = (x.Shape[2] + stride - 1) / stride, width = (x.Shape[3] + stride - 1) / stride;
        var y = tape.Allocate([x.Shape[0], x.Shape[1], height, width], x.RequiresGradient);
        float* source = x.Pointer, target = y.Pointer;
        for (int plane = 0; plane < x.Shape[0] * x.Shape[1]; plane++, source += x.Shape[2] * x.Shape[3])
        {
            for (int row = 0; row < height; row++)
            {
                float* from = source + (nint)row * stride * x.Shape[3];
                for (int column = 0; column < width; column++)
                    *target++ = from[(nint)column * stride];
            }
        }
        return tape.Record(new SubsampleOperation(x, stride), y);
    }
}

internal sealed unsafe class SubsampleOperation(Tensor x, int stride) : Operation
{
    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        if (!dx.Accumulate)
            new Span<float>(dx.Pointer, x.Count).Clear();
        int height = x.Shape[2], width = x.Shape[3];
        float* gradient = OutputGradient, target = dx.Pointer;
        for (int plane = 0; plane < x.Shape[0] * x.Shape[1]; plane++, target += height * width)
        {
            for (int row = 0; row < height; row += stride)
            {
                for (int column = 0; column < width; column += stride)
                    target[row * width + column] += *gradient++;
            }
        }
    }
}
