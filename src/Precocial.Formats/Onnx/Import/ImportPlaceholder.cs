using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>A function that is there only as a part of others, as erf is of gelu: an error if it is left
/// over.</summary>
/// <param name="Operator">ONNX's name for it.</param>
internal sealed record ImportPlaceholder(string Operator) : Primitive
{
    public override string Kind => Operator;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        throw new NotSupportedException(Operator);
}
