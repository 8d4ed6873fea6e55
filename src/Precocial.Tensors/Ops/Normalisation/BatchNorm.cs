using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Batch normalisation over every axis but the second: (x − mean)/√(variance + epsilon)·scale +
    /// bias.</summary>
    /// <param name="x">Shape [batch, channels, ...].</param>
    /// <param name="scale">Shape [channels].</param>
    /// <param name="bias">Shape [channels].</param>
    /// <param name="runningMean">Shape [channels]; moved towards the batch's mean when training. Null, with
    /// <paramref name="runningVariance"/>: statistics of the batch are always used, and none are
    /// kept.</param>
    /// <param name="runningVariance">Shape [channels]; as the mean, with the unbiased variance.</param>
    /// <param name="training">Statistics of the batch, with gradients through them (true), or the running
    /// ones.</param>
    /// <param name="momentum">Weight of the batch in the running statistics.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <remarks>Source: Ioffe and Szegedy, ICML 2015, algorithms 1 and 2.</remarks>
    /// <exception cref="ShapeException">A parameter does not have one number for each channel.</exception>
    public static Tensor BatchNorm(this Tensor x, Tensor scale, Tensor bias, Tensor? runningMean,
        Tensor? runningVariance, bool training, float momentum = 0.1f, float epsilon = 1e-5f) =>
        new BatchNormOperation(x, scale, bias, runningMean, runningVariance,
            training || runningMean is null, epsilon, rectify: false).Run(nameof(BatchNorm), momentum);

    /// <summary><see cref="BatchNorm"/> followed by <see cref="Relu"/>, in one pass over memory.</summary>
    /// <inheritdoc cref="BatchNorm"/>
    public static Tensor BatchNormRelu(this Tensor x, Tensor scale, Tensor bias, Tensor? runningMean,
        Tensor? runningVariance, bool training, float momentum = 0.1f, float epsilon = 1e-5f) =>
        new BatchNormOperation(x, scale, bias, runningMean, runningVariance,
            training || runningMean is null, epsilon, rectify: true).Run(nameof(BatchNormRelu), momentum);
}

internal sealed unsafe class BatchNormOperation(Tensor x, Tensor scale, Tensor bias, Tensor? runningMean,
    Tensor? runningVariance, bool batchStatistics, float epsilon, bool rectify) : Operation
{
    private float* _mean, _inverseDeviation;

    private ChannelLayout Layout => new(x.Shape[0], x.Shape[1], x.Shape.CountFrom(2));

    public Tensor Run(string operation, float momentum)
    {
        var tape = Tape.Of(x, scale, operation);
        RequireChannels(tape, operation, scale, bias, runningMean, runningVariance);
        var y = tape.Allocate(x.Shape, x.RequiresGradient || scale.RequiresGradient || bias.RequiresGradient);
        _inverseDeviation = tape.AllocateBlock(x.Shape[1]);
        if (batchStatistics)
        {
            _mean = tape.AllocateBlock(x.Shape[1]);
            BatchNormalization.Forward(
                x.Pointer, scale.Pointer, bias.Pointer, y.Pointer, _mean, _inverseDeviation,
                runningMean is null ? null : runningMean.Pointer,
                runningVariance is null ? null : runningVariance.Pointer, Layout, momentum, epsilon, rectify,
                tape.Workers);
        }
        else
        {
            _mean = runningMean!.Pointer;
            BatchNormalization.InverseDeviations(
                runningVariance!.Pointer, _inverseDeviation, x.Shape[1], epsilon);
            BatchNormalization.Apply(
                x.Pointer, scale.Pointer, bias.Pointer, y.Pointer, _mean, _inverseDeviation, Layout, rectify,
                tape.Workers);
        }
        return tape.Record(this, y);
    }

    public override void Backward(Tape tape)
    {
        float* dy = OutputGradient;
        var dScale = scale.RequiresGradient ? tape.GradientOf(scale) : default;
        var dBias = bias.RequiresGradient ? tape.GradientOf(bias) : default;
        var dx = x.RequiresGradient ? tape.TakeOver(Output, x) : default;
        // The kernel adds to both parameters or to neither: where they differ, the second one starts from
        // zeros.
        if (dScale.Accumulate != dBias.Accumulate && dScale.Pointer != null && dBias.Pointer != null)
            new Span<float>(dScale.Accumulate ? dBias.Pointer : dScale.Pointer, scale.Count).Clear();
        BatchNormalization.Backward(
            dy, x.Pointer, rectify ? Output.Pointer : null, scale.Pointer, _mean, _inverseDeviation,
            dx.Pointer, dx.Accumulate, dScale.Pointer, dBias.Pointer,
            dScale.Accumulate || dBias.Accumulate, Layout, batchStatistics, tape.Workers);
    }

    private void RequireChannels(Tape tape, string operation, params ReadOnlySpan<Tensor?> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter is null)
                continue;
            Tape.Check(tape, parameter, operation);
            if (x.Shape.Rank < 2 || parameter.Shape.Rank != 1 || parameter.Count != x.Shape[1])
            {
                throw new ShapeException($"{operation}: parameters need one number for each channel, axis 1 "
                    + $"of x, but x is {x.Shape} and a parameter is {parameter.Shape}. Check the channels "
                    + "of the layer before it.");
            }
        }
    }
}
