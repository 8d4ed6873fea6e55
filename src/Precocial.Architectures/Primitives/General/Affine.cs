using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>y = Scale·x + Shift, with two numbers that are not learned.</summary>
/// <param name="Scale">The factor.</param>
/// <param name="Shift">What is added.</param>
public sealed record Affine(float Scale, float Shift = 0) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "affine";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => float.IsFinite(Scale) && float.IsFinite(Shift)
        ? InputRule.One(Kind, inputs)
        : throw new ShapeException($"{Kind}: Scale and Shift must be finite, but are {Scale} and {Shift}.");

    /// <summary>Two an element.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 2L * inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].Affine(Scale, Shift);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("scale", Scale);
        settings.Write("shift", Shift);
    }

    internal static Affine Read(SettingReader settings) => new(
        settings.Number("scale", 1, float.MinValue, float.MaxValue),
        settings.Number("shift", 0, float.MinValue, float.MaxValue));
}
