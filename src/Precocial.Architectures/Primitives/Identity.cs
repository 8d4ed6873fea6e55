using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>y = x: a skip connection, or a place that a search left empty.</summary>
public sealed record Identity : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "identity";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => InputRule.One(Kind, inputs);

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0];

    internal static Identity Read(SettingReader settings) => new();
}
