using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>2-D convolution (cross-correlation, as usual for networks) with zero padding.</summary>
    /// <param name="x">Input, shape [batch, inChannels, height, width].</param>
    /// <param name="kernel">Weights, shape [outChannels, inChannels/groups, k, k].</param>
    /// <param name="stride">Step between output positions, in both axes.</param>
    /// <param name="padding">Zeros on each side, in both axes.</param>
    /// <param name="dilation">Distance between kernel taps.</param>
    /// <param name="groups">Groups of channels that do not mix; inChannels for a depthwise
    /// convolution.</param>
    /// <returns>Shape [batch, outChannels, h, w], h = (height + 2·padding − dilation·(k−1) − 1)/stride +
    /// 1.</returns>
    /// <remarks>2·batch·outChannels·inChannels/groups·k²·h·w FLOPs; allocates the output only.</remarks>
    /// <exception cref="ShapeException">The kernel does not fit the input, or the output would be
    /// empty.</exception>
    public static Tensor Convolve(
        this Tensor x, Tensor kernel, int stride = 1, int padding = 0, int dilation = 1, int groups = 1)
    {
        var axis = new WindowAxis(stride, padding, padding, dilation);
        return x.Convolve(kernel, axis, axis, groups);
    }

    /// <summary>2-D convolution whose kernel moves differently along the two axes.</summary>
    /// <param name="x">Input, shape [batch, inChannels, height, width].</param>
    /// <param name="kernel">Weights, shape [outChannels, inChannels/groups, kernelHeight,
    /// kernelWidth].</param>
    /// <param name="rows">Stride, zeros above and below, and dilation.</param>
    /// <param name="columns">Stride, zeros left and right, and dilation.</param>
    /// <param name="groups">Groups of channels that do not mix; inChannels for a depthwise
    /// convolution.</param>
    /// <returns>Shape [batch, outChannels, h, w], as of <see cref="WindowAxis.Positions(int,
    /// int)"/>.</returns>
    /// <remarks>2·batch·outChannels·inChannels/groups·kernelHeight·kernelWidth·h·w FLOPs; allocates the
    /// output only.</remarks>
    /// <exception cref="ShapeException">The kernel does not fit the input, or the output would be
    /// empty.</exception>
    public static unsafe Tensor Convolve(
        this Tensor x, Tensor kernel, WindowAxis rows, WindowAxis columns, int groups = 1)
    {
        var tape = Tape.Of(x, kernel);
        var s = InferConvolution(x.Shape, kernel.Shape, rows, columns, groups);
        var y = tape.Allocate([s.Batch, s.OutChannels, s.OutHeight, s.OutWidth],
            x.RequiresGradient || kernel.RequiresGradient);
        Convolution.Forward(s, x.Pointer, kernel.Pointer, y.Pointer, tape.Workers);
        return tape.Record(new ConvolveOperation(x, kernel, s), y);
    }

    private static ConvolutionShape InferConvolution(
        in Shape x, in Shape kernel, WindowAxis rows, WindowAxis columns, int groups)
    {
        rows.Check();
        columns.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        if (x.Rank != 4 || kernel.Rank != 4)
        {
            throw new ShapeException($"Convolve: x must be [batch, channels, height, width] and the kernel "
                + $"[out, in/groups, k, k], but they are {x} and {kernel}. Reshape the one that differs.");
        }
        if (x[1] != kernel[1] * groups || kernel[0] % groups != 0)
        {
            throw new ShapeException("Convolve: the kernel must be [out, in/groups, k, k] with out a "
                + $"multiple of groups, but x is {x}, the kernel is {kernel} and groups is {groups}. Check "
                + "the channels of the layer before it.");
        }
        var s = new ConvolutionShape(x[0], x[1], x[2], x[3], kernel[0], kernel[2], kernel[3], rows, columns,
            groups);
        if (s.OutHeight < 1 || s.OutWidth < 1)
        {
            throw new ShapeException($"Convolve: the kernel {kernel} with dilation {rows.Dilation} is "
                + $"larger than x {x} with padding {rows.Before}. Pad more, or leave this layer out at this "
                + "resolution.");
        }
        return s;
    }
}

internal sealed unsafe class ConvolveOperation(Tensor x, Tensor kernel, ConvolutionShape s) : Operation
{
    public override void Backward(Tape tape)
    {
        if (kernel.RequiresGradient)
        {
            var dk = tape.GradientOf(kernel);
            Convolution.BackwardKernel(s, x.Pointer, OutputGradient, dk.Pointer, dk.Accumulate, tape.Workers);
        }
        if (x.RequiresGradient)
        {
            var dx = tape.GradientOf(x);
            Convolution.BackwardData(s, OutputGradient, kernel.Pointer, dx.Pointer, dx.Accumulate,
                tape.Workers);
        }
    }
}
