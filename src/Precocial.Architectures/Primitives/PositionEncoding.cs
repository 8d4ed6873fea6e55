using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Adds a learned number to each element of an image or of tokens, so that places can be told
/// apart.</summary>
/// <remarks>Weights: <c>weight</c> [1, channels, height, width] for an image, [1, tokens, features] for
/// tokens. Source: Dosovitskiy et al., ICLR 2021.</remarks>
public sealed record PositionEncoding : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "position_encoding";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.One(Kind, inputs);
        return x.Rank is 2 or 3 ? x : throw new ShapeException(
            $"{Kind}: the input must be [tokens, features] or [channels, height, width], but is {x}.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs) =>
        [new WeightSpec("weight", Shape.Create([1, .. inputs[0].ToArray()]), WeightRole.Position)];

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].Add(weights[0]);

    internal static PositionEncoding Read(SettingReader settings) => new();
}
