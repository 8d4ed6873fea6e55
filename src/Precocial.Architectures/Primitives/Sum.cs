using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The elementwise sum of inputs of one shape: a residual connection, a node of a cell.</summary>
public sealed record Sum : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "sum";

    /// <inheritdoc/>
    public override bool Commutative => true;

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => InputRule.Equal(Kind, inputs);

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => (inputs.Length - 1L) * inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Tensor sum = inputs[0];
        foreach (Tensor x in inputs[1..])
            sum = sum.Add(x);
        return sum;
    }

    internal static Sum Read(SettingReader settings) => new();
}
