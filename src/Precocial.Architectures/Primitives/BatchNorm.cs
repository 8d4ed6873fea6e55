using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Batch normalisation: each channel (or feature) to mean 0 and variance 1, then a learned scale and
/// offset.</summary>
/// <remarks>Weights: <c>weight</c>, <c>bias</c>, <c>running_mean</c>, <c>running_variance</c>, each
/// [channels]. In training the statistics are the batch's, and the running ones follow them; in evaluation
/// they are the running ones, unless <see cref="ApplyContext.BatchStatistics"/> asks for the batch's. Source:
/// Ioffe and Szegedy, ICML 2015.</remarks>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Momentum">Weight of the newest batch in the running statistics.</param>
public sealed record BatchNorm(float Epsilon = 1e-5f, float Momentum = 0.1f) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "batch_norm";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.One(Kind, inputs);
        if (!(Epsilon > 0) || !(Momentum is >= 0 and <= 1))
            throw new ShapeException($"{Kind}: Epsilon must be positive and Momentum in [0, 1], but they "
                + $"are {Epsilon} and {Momentum}.");
        return x.Rank is 1 or 3 ? x : throw new ShapeException(
            $"{Kind}: the input must be [features] or [channels, height, width], but is {x}.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs)
    {
        Shape channels = [inputs[0][0]];
        return
        [
            new WeightSpec("weight", channels, WeightRole.Scale),
            new WeightSpec("bias", channels, WeightRole.Bias),
            new WeightSpec("running_mean", channels, WeightRole.RunningMean),
            new WeightSpec("running_variance", channels, WeightRole.RunningVariance),
        ];
    }

    /// <summary>Two an element: in evaluation it is one multiply-add.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 2L * inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        context.BatchStatistics
            ? inputs[0].BatchNorm(weights[0], weights[1], null, null, training: true, Momentum, Epsilon)
            : inputs[0].BatchNorm(weights[0], weights[1], weights[2], weights[3], context.Training, Momentum,
                Epsilon);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("epsilon", Epsilon);
        settings.Write("momentum", Momentum);
    }

    internal static BatchNorm Read(SettingReader settings) => new(
        settings.Number("epsilon", 1e-5f, 1e-30f, 1), settings.Number("momentum", 0.1f, 0, 1));
}
