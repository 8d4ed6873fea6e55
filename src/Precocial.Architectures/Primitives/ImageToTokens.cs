using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The pixels of an image as tokens, row by row: [channels, height, width] to [height·width,
/// channels].</summary>
/// <remarks>What <see cref="Attention"/>, <see cref="Linear"/> and <see cref="LayerNorm"/> take: channels are
/// features there. <see cref="TokensToImage"/> is the way back.</remarks>
public sealed record ImageToTokens : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "image_to_tokens";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.Image(Kind, inputs);
        return [checked(x[1] * x[2]), x[0]];
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Shape x = inputs[0].Shape;
        return inputs[0].Reshape([x[0], x[1], x[2] * x[3]]).Permute(0, 2, 1);
    }

    internal static ImageToTokens Read(SettingReader settings) => new();
}
