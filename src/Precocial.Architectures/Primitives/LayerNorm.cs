using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Layer normalisation over the last axis of each sample, then a learned scale and offset.</summary>
/// <remarks>Weights: <c>weight</c> and <c>bias</c>, each the size of the last axis. Unlike
/// <see cref="BatchNorm"/> it does the same in training and evaluation. Source: Ba, Kiros and Hinton,
/// 2016.</remarks>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record LayerNorm(float Epsilon = 1e-5f) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "layer_norm";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        if (!(Epsilon > 0))
            throw new ShapeException($"{Kind}: Epsilon must be positive, but is {Epsilon}.");
        return InputRule.One(Kind, inputs);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs)
    {
        Shape axis = [inputs[0][^1]];
        return
        [
            new WeightSpec("weight", axis, WeightRole.Scale),
            new WeightSpec("bias", axis, WeightRole.Bias),
        ];
    }

    /// <summary>Eight an element: mean 1, variance 3, normalisation 2, scale and offset 2.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 8L * inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].LayerNorm(weights[0], weights[1], Epsilon);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings) => settings.Write("epsilon", Epsilon);

    internal static LayerNorm Read(SettingReader settings) =>
        new(settings.Number("epsilon", 1e-5f, 1e-30f, 1));
}
