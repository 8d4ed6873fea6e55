using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Every <paramref name="Stride"/>-th row and column of an image, from the first.</summary>
/// <param name="Stride">Step in both directions.</param>
public sealed record Subsample(int Stride) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "subsample";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.Image(Kind, inputs);
        InputRule.Positive(Kind, Stride);
        return [x[0], (x[1] - 1) / Stride + 1, (x[2] - 1) / Stride + 1];
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        Stride == 1 ? inputs[0] : inputs[0].Subsample(Stride);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings) => settings.Write("stride", Stride);

    internal static Subsample Read(SettingReader settings) => new(settings.Positive("stride", max: 1023));
}
