using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Each element, but at least Least and at most Most.</summary>
/// <param name="Least">The lower bound; the smallest float where there is none.</param>
/// <param name="Most">The upper bound; the largest float where there is none.</param>
public sealed record Clip(float Least = float.MinValue, float Most = float.MaxValue) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "clip";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs) =>
        Least <= Most && float.IsFinite(Least) && float.IsFinite(Most)
            ? InputRule.One(Kind, inputs)
            : throw new ShapeException($"{Kind}: Least must not be above Most, but they are {Least} and {Most}.");

    /// <summary>Two comparisons an element.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 2L * inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Tensor y = inputs[0];
        if (Least > float.MinValue)
            y = y.Subtract(Least).Relu().Add(Least);
        return Most < float.MaxValue ? y.Affine(-1, Most).Relu().Affine(-1, Most) : y;
    }

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("least", Least);
        settings.Write("most", Most);
    }

    internal static Clip Read(SettingReader settings) => new(
        settings.Number("least", float.MinValue, float.MinValue, float.MaxValue),
        settings.Number("most", float.MaxValue, float.MinValue, float.MaxValue));
}
