using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>All elements of a sample as one vector, in row-major order.</summary>
public sealed record Flatten : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "flatten";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => [InputRule.One(Kind, inputs).Count];

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Tensor x = inputs[0];
        return x.Shape.Rank == 2 ? x : x.Reshape([x.Shape[0], x.Count / x.Shape[0]]);
    }

    internal static Flatten Read(SettingReader settings) => new();
}
