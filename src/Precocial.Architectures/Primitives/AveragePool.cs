using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Mean element of each window, channel by channel.</summary>
/// <remarks>Unless <see cref="Pads"/> says otherwise, padding is (Size − 1)/2 on each side: none for windows
/// of 2, and with stride 1 an odd window keeps the spatial size. Padding does not count in the mean,
/// unless <see cref="CountIncludesPadding"/>.</remarks>
/// <param name="Size">Height of the window, and its width.</param>
/// <param name="Stride">Step in both directions.</param>
public sealed record AveragePool(int Size, int Stride) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "average_pool";

    /// <summary>Width of the window; <see cref="Size"/> unless set.</summary>
    public int KernelWidth
    {
        get => field == 0 ? Size : field;
        init => field = value == Size ? 0 : value;
    }

    /// <summary>Step from column to column; <see cref="Stride"/> unless set.</summary>
    public int StrideWidth
    {
        get => field == 0 ? Stride : field;
        init => field = value == Stride ? 0 : value;
    }

    /// <summary>Rows and columns added around the image; null for (Size − 1)/2 on each side.</summary>
    public Pads? Pads { get; init; }

    /// <summary>Whether a last window may hang over the padding: the size is rounded up.</summary>
    public bool CeilMode { get; init; }

    /// <summary>Whether padding counts in the mean's divisor.</summary>
    public bool CountIncludesPadding { get; init; }

    /// <summary>Rows and columns added around the image, given or not.</summary>
    public Pads Padding => Pads ?? Architectures.Pads.Even((Size - 1) / 2, (KernelWidth - 1) / 2);

    internal ImageWindow Window => ImageWindow.Of(Size, KernelWidth, Stride, StrideWidth, Padding);

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => Window.Pooled(Kind, inputs, CeilMode);

    /// <summary>For each output, an operation for every element of the window.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs) =>
        (long)InferShape(inputs).Count * (Size * KernelWidth);

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].AveragePool(
            (Size, KernelWidth), Window.Rows, Window.Columns, CeilMode, CountIncludesPadding);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("size", Size);
        settings.Write("stride", Stride);
        Window.Describe(settings, Pads);
        if (CeilMode)
            settings.Write("ceil_mode", true);
        if (CountIncludesPadding)
            settings.Write("count_includes_padding", true);
    }

    internal static AveragePool Read(SettingReader settings)
    {
        int size = settings.Positive("size", max: 1023), stride = settings.Positive("stride", max: 1023);
        return new(size, stride)
        {
            KernelWidth = settings.Positive("kernel_width", size, 1023),
            StrideWidth = settings.Positive("stride_width", stride, 1023),
            Pads = settings.Pads("pads"),
            CeilMode = settings.Truth("ceil_mode", false),
            CountIncludesPadding = settings.Truth("count_includes_padding", false),
        };
    }
}
