using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>One of the tokens: [tokens, features] to [features].</summary>
/// <param name="Index">Which, from 0; 0 is the <see cref="ClassToken"/>.</param>
public sealed record SelectToken(int Index) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "select_token";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.Tokens(Kind, inputs);
        return (uint)Index < (uint)x[0] ? [x[1]] : throw new ShapeException(
            $"{Kind}: Index must be 0 to {x[0] - 1} for {x}, but is {Index}.");
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Tensor x = inputs[0];
        return x.Slice(1, Index, 1).Reshape([x.Shape[0], x.Shape[2]]);
    }

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        if (Index != 0)
            settings.Write("index", Index);
    }

    internal static SelectToken Read(SettingReader settings) => new(settings.Positive("index", 0));
}
