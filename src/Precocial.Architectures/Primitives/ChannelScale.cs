using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Multiplies each channel of an image by its own factor: inputs [channels, height, width] and
/// [channels] or [channels, 1, 1].</summary>
/// <remarks>The last step of squeeze-and-excitation: GlobalAveragePool, Linear, Relu, Linear, Sigmoid, then
/// this. Source: Hu, Shen and Sun, CVPR 2018.</remarks>
public sealed record ChannelScale : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "channel_scale";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        if (inputs.Length != 2 || inputs[0].Rank != 3 || inputs[1].Rank is not (1 or 3)
            || inputs[1][0] != inputs[0][0] || inputs[1].Count != inputs[0][0])
            throw new ShapeException($"{Kind}: the inputs must be [channels, height, width] and "
                + "[channels], but are "
                + $"{string.Join(" and ", inputs.ToArray())}.");
        return inputs[0];
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Tensor factors = inputs[1];
        return inputs[0].Multiply(
            factors.Shape.Rank == 4 ? factors : factors.Reshape([factors.Shape[0], factors.Shape[1], 1, 1]));
    }

    internal static ChannelScale Read(SettingReader settings) => new();
}
