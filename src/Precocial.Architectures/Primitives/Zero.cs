using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Zeros of the input's shape: an edge that a search cut (<c>none</c> in NAS-Bench-201). No gradient
/// passes.</summary>
public sealed record Zero : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "zero";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => InputRule.One(Kind, inputs);

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        // A constant, not x·0: that would carry NaN and infinity on.
        Tensor zeros = Tensor.Zeros(inputs[0].Shape);
        return inputs[0].Tape is { } tape ? tape.Input(zeros) : zeros;
    }

    internal static Zero Read(SettingReader settings) => new();
}
