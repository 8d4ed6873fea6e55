using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Each channel moved up and left by one pixel, with zeros coming in: y[i, j] = x[i + 1, j +
    /// 1].</summary>
    /// <param name="x">Shape [batch, channels, height, width].</param>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <exception cref="ShapeException">x does not have 4 axes.</exception>
    public static unsafe Tensor Shift(this Tensor x)
    {
        var tape = Tape.Of(x);
        PoolingWindow.RequireImages(nameof(Shift), x.Shape);
        var y = tape.Allocate(x.Shape, x.RequiresGradient);
        int height = x.Shape[2], width = x.Shape[3], pixels = height * width;
        for (int plane = 0; plane < x.Shape[0] * x.Shape[1]; plane++)
        {
            float* source = x.Pointer + (nint)plane * pixels, target = y.Pointer + (nint)plane * pixels;
            for (int row = 1; row < height; row++, target += width)
            {
                VectorCopy.Run(source + row * width + 1, target, width - 1);
                target[width - 1] = 0;
            }
            new Span<float>(target, Math.Min(width, pixels)).Clear();
        }
        return tape.Record(new ShiftOperation(x), y);
    }
}

internal sealed unsafe class ShiftOperation(Tensor x) : Operation
{
    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        if (!dx.Accumulate)
            new Span<float>(dx.Pointer, x.Count).Clear();
        int height = x.Shape[2], width = x.Shape[3], pixels = height * width;
        for (int plane = 0; plane < x.Shape[0] * x.Shape[1]; plane++)
        {
            nint start = (nint)plane * pixels;
            float* gradient = OutputGradient + start, target = dx.Pointer + start;
            for (int row = 1; row < height; row++, gradient += width)
                VectorCopy.Add(gradient, target + row * width + 1, width - 1);
        }
    }
}
