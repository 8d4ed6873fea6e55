using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Multi-head self-attention between its two linear layers: [tokens, 3·d], queries, keys and values
/// one after the other, to [tokens, d].</summary>
/// <remarks>
/// No weights: the linear layers before and after it have them. Each of the three parts is cut into heads of
/// d/Heads features; a head gives softmax(q·kᵀ/√(d/Heads))·v, the softmax over the keys' tokens; the heads'
/// results stand one after the other. Source: Vaswani et al., "Attention is all you need", NeurIPS 2017,
/// §3.2.
/// </remarks>
/// <param name="Heads">A divisor of d.</param>
public sealed record Attention(int Heads) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "attention";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.Tokens(Kind, inputs);
        InputRule.Positive(Kind, Heads);
        return x[1] % (3L * Heads) == 0 ? [x[0], x[1] / 3] : throw new ShapeException(
            $"{Kind}: the features must be queries, keys and values of {Heads} heads, a multiple of "
                + $"{3L * Heads}, but the input is {x}.");
    }

    /// <summary>For each pair of tokens 2·d for the product, 6 a head for scale and softmax, 2·d for the
    /// sum.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs)
    {
        long pairs = (long)inputs[0][0] * inputs[0][0];
        return checked(pairs * (4L * (inputs[0][1] / 3) + 6L * Heads));
    }

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].Attention(Heads);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings) => settings.Write("heads", Heads);

    internal static Attention Read(SettingReader settings) => new(settings.Positive("heads"));
}
