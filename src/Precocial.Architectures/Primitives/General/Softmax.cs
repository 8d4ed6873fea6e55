using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>exp(x)/Σ exp(x) over the last axis, or its logarithm: the weights of an attention.</summary>
/// <remarks>Not for the end of a classifier: losses take logits.</remarks>
/// <param name="Logarithm">Whether the logarithm of it is meant.</param>
public sealed record Softmax(bool Logarithm = false) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "softmax";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => InputRule.One(Kind, inputs);

    /// <summary>Four an element: maximum, exponential, sum, quotient.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 4L * inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        Logarithm ? inputs[0].LogSoftmax() : inputs[0].Softmax();

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings) => settings.Write("logarithm", Logarithm);

    internal static Softmax Read(SettingReader settings) => new(settings.Truth("logarithm", false));
}
