using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>2-D convolution with one filter for each channel, which it keeps; padding as
/// <see cref="Convolution"/>.</summary>
/// <remarks>Weights: <c>weight</c> [channels, 1, Kernel, Kernel]. Followed by a 1x1 <see cref="Convolution"/>
/// it is a separable convolution.</remarks>
/// <param name="Kernel">Height and width of a filter; odd.</param>
/// <param name="Stride">Step in both directions.</param>
/// <param name="Dilation">Distance between the taps of a filter.</param>
public sealed record DepthwiseConvolution(int Kernel, int Stride = 1, int Dilation = 1) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "depthwise_convolution";

    /// <summary>Zeros added on each side.</summary>
    public int Padding => Dilation * (Kernel / 2);

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.Image(Kind, inputs);
        if (Kernel % 2 == 0)
            throw new ShapeException($"{Kind}: Kernel must be odd, so that padding keeps the size, but is "
                + $"{Kernel}.");
        var window = ImageWindow.Of(Kernel, Kernel, Stride, Stride, Pads.Even(Padding, Padding), Dilation);
        (int height, int width) = window.Positions(Kind, x);
        return [x[0], height, width];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs) =>
        [new WeightSpec("weight", [inputs[0][0], 1, Kernel, Kernel], WeightRole.Kernel)];

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 2L * InferShape(inputs).Count * Kernel * Kernel;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].Convolve(weights[0], Stride, Padding, Dilation, groups: inputs[0].Shape[1]);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("kernel", Kernel);
        settings.Write("stride", Stride);
        settings.Write("dilation", Dilation);
    }

    internal static DepthwiseConvolution Read(SettingReader settings) => new(
        settings.Positive("kernel", max: 1023), settings.Positive("stride", 1, 1023),
        settings.Positive("dilation", 1, 1023));
}
