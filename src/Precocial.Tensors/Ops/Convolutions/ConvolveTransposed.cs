using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Transposed 2-D convolution: what <see cref="Convolve(Tensor, Tensor, int, int, int, int)"/>
    /// does to its input's gradient. Each input element adds a scaled copy of the kernel to the output; a
    /// stride above 1 makes the image larger.</summary>
    /// <param name="x">Input, shape [batch, inChannels, height, width].</param>
    /// <param name="kernel">Weights, shape [inChannels, outChannels, k, k]: of the convolution that this one
    /// transposes.</param>
    /// <param name="stride">Step between the copies, in both axes.</param>
    /// <param name="padding">Elements cut off at each side of the output, in both axes.</param>
    /// <returns>Shape [batch, outChannels, h, w], h = (height − 1)·stride + k − 2·padding.</returns>
    /// <remarks>2·batch·inChannels·outChannels·k²·height·width FLOPs; allocates the output only.</remarks>
    /// <exception cref="ShapeException">The kernel does not fit the input, or the output would be
    /// empty.</exception>
    public static unsafe Tensor ConvolveTransposed(
        this Tensor x, Tensor kernel, int stride = 1, int padding = 0)
    {
        var tape = Tape.Of(x, kernel);
        var s = InferTransposed(x.Shape, kernel.Shape, stride, padding);
        var y = tape.Allocate([s.Batch, s.InChannels, s.Height, s.Width],
            x.RequiresGradient || kernel.RequiresGradient);
        Convolution.BackwardData(s, x.Pointer, kernel.Pointer, y.Pointer, accumulate: false, tape.Workers);
        return tape.Record(new ConvolveTransposedOperation(x, kernel, s), y);
    }

    // The convolution whose output has the shape of x: its input is what is wanted.
    private static ConvolutionShape InferTransposed(in Shape x, in Shape kernel, int stride, int padding)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        if (x.Rank != 4 || kernel.Rank != 4 || x[1] != kernel[0])
        {
            throw new ShapeException("ConvolveTransposed: x must be [batch, in, height, width] and the "
                + $"kernel [in, out, k, k], but they are {x} and {kernel}. Swap the kernel's first two axes, "
                + "or check the channels of the layer before it.");
        }
        int height = ((x[2] - 1) * stride) + kernel[2] - (2 * padding);
        int width = ((x[3] - 1) * stride) + kernel[3] - (2 * padding);
        if (height < 1 || width < 1)
        {
            throw new ShapeException($"ConvolveTransposed: padding {padding} leaves nothing of the output of "
                + $"x {x} with the kernel {kernel}. Pad less.");
        }
        var axis = new WindowAxis(stride, padding, padding);
        return new ConvolutionShape(
            x[0], kernel[1], height, width, kernel[0], kernel[2], kernel[3], axis, axis, Groups: 1);
    }
}

internal sealed unsafe class ConvolveTransposedOperation(Tensor x, Tensor kernel, ConvolutionShape s)
    : Operation
{
    public override void Backward(Tape tape)
    {
        if (kernel.RequiresGradient)
        {
            var dk = tape.GradientOf(kernel);
            Convolution.BackwardKernel(s, OutputGradient, x.Pointer, dk.Pointer, dk.Accumulate, tape.Workers);
        }
        if (x.RequiresGradient)
            BackwardInput(tape);
    }

    // The convolution's forward kernel overwrites: a sum goes through memory of its own.
    private void BackwardInput(Tape tape)
    {
        var dx = tape.GradientOf(x);
        if (!dx.Accumulate)
        {
            Convolution.Forward(s, OutputGradient, kernel.Pointer, dx.Pointer, tape.Workers);
            return;
        }
        float* share = tape.Rent(x.Count);
        Convolution.Forward(s, OutputGradient, kernel.Pointer, share, tape.Workers);
        Elementwise.AddScaled(1, share, dx.Pointer, x.Count, tape.Workers);
        tape.Return(share, x.Count);
    }
}
