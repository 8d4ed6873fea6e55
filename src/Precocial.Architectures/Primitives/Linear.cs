using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>y = W·x + b, for vectors.</summary>
/// <remarks>Weights: <c>weight</c> [OutFeatures, in] and, if asked for, <c>bias</c> [OutFeatures].</remarks>
/// <param name="OutFeatures">Size of the output.</param>
/// <param name="Bias">Whether an offset is added.</param>
public sealed record Linear(int OutFeatures, bool Bias = true) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "linear";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        InputRule.Vector(Kind, inputs);
        InputRule.Positive(Kind, OutFeatures);
        return [OutFeatures];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs)
    {
        var weight = new WeightSpec("weight", [OutFeatures, inputs[0][0]], WeightRole.Kernel);
        return Bias ? [weight, new WeightSpec("bias", [OutFeatures], WeightRole.Bias)] : [weight];
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) =>
        OutFeatures * (2L * inputs[0][0] + (Bias ? 1 : 0));

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].Linear(weights[0], Bias ? weights[1] : null);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("out_features", OutFeatures);
        settings.Write("bias", Bias);
    }

    internal static Linear Read(SettingReader settings) =>
        new(settings.Positive("out_features"), settings.Truth("bias", true));
}
