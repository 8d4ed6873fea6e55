using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>2-D convolution with zero padding Dilation·(Kernel/2): stride 1 keeps the spatial size.</summary>
/// <remarks>Weights: <c>weight</c> [OutChannels, in/Groups, Kernel, Kernel] and, if asked for, <c>bias</c>
/// [OutChannels]. One filter a channel is <see cref="DepthwiseConvolution"/>, which takes its width from its
/// input.</remarks>
/// <param name="OutChannels">Filters; a multiple of <paramref name="Groups"/>.</param>
/// <param name="Kernel">Height and width of a filter; odd.</param>
/// <param name="Stride">Step in both directions.</param>
/// <param name="Dilation">Distance between the taps of a filter.</param>
/// <param name="Groups">Parts that the channels are cut into; each filter sees one.</param>
/// <param name="Bias">Whether an offset is added; not needed before a normalisation.</param>
public sealed record Convolution(
    int OutChannels, int Kernel, int Stride = 1, int Dilation = 1, int Groups = 1, bool Bias = false)
    : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "convolution";

    /// <summary>Zeros added on each side.</summary>
    public int Padding => Dilation * (Kernel / 2);

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.Image(Kind, inputs);
        InputRule.Positive(Kind, OutChannels);
        InputRule.Positive(Kind, Groups);
        if (x[0] % Groups != 0 || OutChannels % Groups != 0)
            throw new ShapeException($"{Kind}: Groups must divide the channels in and out, but is {Groups} "
                + $"for {x[0]} and {OutChannels}.");
        (int height, int width) = Window(Kind, x, Kernel, Stride, Dilation);
        return [OutChannels, height, width];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs)
    {
        var weight = new WeightSpec("weight", [OutChannels, inputs[0][0] / Groups, Kernel, Kernel],
            WeightRole.Kernel);
        return Bias ? [weight, new WeightSpec("bias", [OutChannels], WeightRole.Bias)] : [weight];
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs)
    {
        long outputs = InferShape(inputs).Count, taps = (long)(inputs[0][0] / Groups) * Kernel * Kernel;
        return checked(outputs * (2 * taps + (Bias ? 1 : 0)));
    }

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Tensor y = inputs[0].Convolve(weights[0], Stride, Padding, Dilation, Groups);
        return Bias ? y.AddBias(weights[1]) : y;
    }

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("out_channels", OutChannels);
        settings.Write("kernel", Kernel);
        settings.Write("stride", Stride);
        settings.Write("dilation", Dilation);
        settings.Write("groups", Groups);
        settings.Write("bias", Bias);
    }

    internal static Convolution Read(SettingReader settings) => new(
        settings.Positive("out_channels"), settings.Positive("kernel", max: 1023),
        settings.Positive("stride", 1, 1023), settings.Positive("dilation", 1, 1023),
        settings.Positive("groups", 1), settings.Truth("bias", false));

    /// <summary>Height and width after a "same"-padded convolution; checks its settings.</summary>
    internal static (int Height, int Width) Window(string kind, Shape x, int kernel, int stride, int dilation)
    {
        InputRule.Positive(kind, stride);
        InputRule.Positive(kind, dilation);
        if (kernel < 1 || kernel % 2 == 0)
            throw new ShapeException($"{kind}: Kernel must be odd, so that padding keeps the size, but is "
                + $"{kernel}.");
        int extent = dilation * (kernel - 1) + 1, padding = dilation * (kernel / 2);
        return (InputRule.Positions(kind, x[1], extent, stride, padding),
            InputRule.Positions(kind, x[2], extent, stride, padding));
    }
}
