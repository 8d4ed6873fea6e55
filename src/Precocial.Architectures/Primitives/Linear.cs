using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>y = W·x + b, for a vector or for each of some tokens.</summary>
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
        Shape x = InputRule.One(Kind, inputs);
        InputRule.Positive(Kind, OutFeatures);
        return x.Rank switch
        {
            1 => [OutFeatures],
            2 => [x[0], OutFeatures],
            _ => throw new ShapeException($"{Kind}: the input must be [features] or [tokens, features], but "
                + $"is {x}. Put Flatten, GlobalAveragePool or ImageToTokens before it."),
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs)
    {
        var weight = new WeightSpec("weight", [OutFeatures, inputs[0][^1]], WeightRole.Kernel);
        return Bias ? [weight, new WeightSpec("bias", [OutFeatures], WeightRole.Bias)] : [weight];
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) =>
        InferShape(inputs).Count * (2L * inputs[0][^1] + (Bias ? 1 : 0));

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
