using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Mean element of each window, channel by channel.</summary>
/// <remarks>Padding is (Size − 1)/2 on each side: none for windows of 2, and with stride 1 an odd window
/// keeps the spatial size. Padding does not count in the mean.</remarks>
/// <param name="Size">Height and width of the window.</param>
/// <param name="Stride">Step in both directions.</param>
public sealed record AveragePool(int Size, int Stride) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "average_pool";

    /// <summary>Rows and columns added on each side.</summary>
    public int Padding => (Size - 1) / 2;

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs) =>
        InputRule.Pooled(Kind, inputs, Size, Stride, Padding);

    /// <summary>For each output, size² − 1 additions and a division.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs) => (long)InferShape(inputs).Count * (Size * Size);

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].AveragePool(Size, Stride, Padding, countIncludesPadding: false);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("size", Size);
        settings.Write("stride", Stride);
    }

    internal static AveragePool Read(SettingReader settings) =>
        new(settings.Positive("size", max: 1023), settings.Positive("stride", max: 1023));
}
