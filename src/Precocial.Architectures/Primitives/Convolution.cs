using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>2-D convolution. Unless <see cref="Pads"/> says otherwise, zeros are added so that stride 1 keeps
/// the spatial size: Dilation·(kernel/2) on each side.</summary>
/// <remarks>Weights: <c>weight</c> [OutChannels, in/Groups, Kernel, KernelWidth] and, if asked for,
/// <c>bias</c> [OutChannels]. One filter a channel is <see cref="DepthwiseConvolution"/>, which takes its
/// width from its input.</remarks>
/// <param name="OutChannels">Filters; a multiple of <paramref name="Groups"/>.</param>
/// <param name="Kernel">Height of a filter, and its width; odd, unless <see cref="Pads"/> are given.</param>
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

    /// <summary>Width of a filter; <see cref="Kernel"/> unless set.</summary>
    public int KernelWidth
    {
        get => field == 0 ? Kernel : field;
        init => field = value == Kernel ? 0 : value;
    }

    /// <summary>Step from column to column; <see cref="Stride"/> unless set.</summary>
    public int StrideWidth
    {
        get => field == 0 ? Stride : field;
        init => field = value == Stride ? 0 : value;
    }

    /// <summary>Zeros around the image; null for as many as keep its size with stride 1.</summary>
    public Pads? Pads { get; init; }

    /// <summary>The zeros around the image, given or not.</summary>
    public Pads Padding =>
        Pads ?? Architectures.Pads.Even(Dilation * (Kernel / 2), Dilation * (KernelWidth / 2));

    internal ImageWindow Window =>
        ImageWindow.Of(Kernel, KernelWidth, Stride, StrideWidth, Padding, Dilation);

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.Image(Kind, inputs);
        InputRule.Positive(Kind, OutChannels);
        InputRule.Positive(Kind, Groups);
        if (x[0] % Groups != 0 || OutChannels % Groups != 0)
            throw new ShapeException($"{Kind}: Groups must divide the channels in and out, but is {Groups} "
                + $"for {x[0]} and {OutChannels}.");
        if (Pads is null && (Kernel % 2 == 0 || KernelWidth % 2 == 0))
            throw new ShapeException($"{Kind}: Kernel must be odd, so that padding keeps the size, but is "
                + $"{Kernel}x{KernelWidth}. Give Pads.");
        (int height, int width) = Window.Positions(Kind, x);
        return [OutChannels, height, width];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs)
    {
        var weight = new WeightSpec("weight", [OutChannels, inputs[0][0] / Groups, Kernel, KernelWidth],
            WeightRole.Kernel);
        return Bias ? [weight, new WeightSpec("bias", [OutChannels], WeightRole.Bias)] : [weight];
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs)
    {
        long outputs = InferShape(inputs).Count, taps = (long)(inputs[0][0] / Groups) * Kernel * KernelWidth;
        return checked(outputs * (2 * taps + (Bias ? 1 : 0)));
    }

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Tensor y = inputs[0].Convolve(weights[0], Window.Rows, Window.Columns, Groups);
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
        Window.Describe(settings, Pads);
    }

    internal static Convolution Read(SettingReader settings)
    {
        int kernel = settings.Positive("kernel", max: 1023), stride = settings.Positive("stride", 1, 1023);
        return new(settings.Positive("out_channels"), kernel, stride, settings.Positive("dilation", 1, 1023),
            settings.Positive("groups", 1), settings.Truth("bias", false))
        {
            KernelWidth = settings.Positive("kernel_width", kernel, 1023),
            StrideWidth = settings.Positive("stride_width", stride, 1023),
            Pads = settings.Pads("pads"),
        };
    }
}
