using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Puts a learned token before the others: [tokens, features] to [tokens + 1, features].</summary>
/// <remarks>Weights: <c>weight</c> [1, 1, features]. What the network says of the image is read from this
/// token, see <see cref="SelectToken"/>. Source: Dosovitskiy et al., ICLR 2021.</remarks>
public sealed record ClassToken : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "class_token";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.Tokens(Kind, inputs);
        return [checked(x[0] + 1), x[1]];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs) =>
        [new WeightSpec("weight", [1, 1, inputs[0][1]], WeightRole.Position)];

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        // A weight that was computed, by a hypernetwork, is on the tape already.
        Tensor x = inputs[0], token = weights[0];
        if (token.Tape is null)
            token = x.Tape!.Input(token);
        return TensorOperations.Concat([token.Tile(x.Shape[0], 1, 1), x], axis: 1);
    }

    internal static ClassToken Read(SettingReader settings) => new();
}
