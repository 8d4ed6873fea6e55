using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Multiplies each channel of an image, or each feature of tokens, by a learned factor.</summary>
/// <remarks>Weights: <c>weight</c>, [channels, 1, 1] or [features]. It ends a residual branch, and starts so
/// small that the branch adds next to nothing. Its neighbour <see cref="ChannelScale"/> takes the factors
/// from the network. Source: Touvron et al., ICCV 2021 ("Going deeper with image transformers").</remarks>
public sealed record LayerScale : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "layer_scale";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.One(Kind, inputs);
        return x.Rank is 2 or 3 ? x : throw new ShapeException(
            $"{Kind}: the input must be [tokens, features] or [channels, height, width], but is {x}.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs)
    {
        Shape x = inputs[0];
        Shape factors = x.Rank == 3 ? [x[0], 1, 1] : [x[1]];
        return [new WeightSpec("weight", factors, WeightRole.LayerScale)];
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].Multiply(weights[0]);

    internal static LayerScale Read(SettingReader settings) => new();
}
