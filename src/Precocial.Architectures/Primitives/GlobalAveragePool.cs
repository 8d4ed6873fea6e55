using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The mean of each channel: [channels, height, width] to [channels], or to [channels, 1, 1] with
/// <see cref="KeepAxes"/>.</summary>
public sealed record GlobalAveragePool : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "global_average_pool";

    /// <summary>Whether the result stays an image, of one pixel.</summary>
    public bool KeepAxes { get; init; }

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        int channels = InputRule.Image(Kind, inputs)[0];
        return KeepAxes ? [channels, 1, 1] : [channels];
    }

    /// <summary>For each channel height·width − 1 additions and a division.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs) => inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Tensor means = inputs[0].GlobalAveragePool();
        return KeepAxes ? means.Reshape([means.Shape[0], means.Shape[1], 1, 1]) : means;
    }

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        if (KeepAxes)
            settings.Write("keep_axes", true);
    }

    internal static GlobalAveragePool Read(SettingReader settings) =>
        new() { KeepAxes = settings.Truth("keep_axes", false) };
}
