using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Batch normalisation over every axis but the second: (x − mean)/√(variance + epsilon)·scale + bias.</summary>
    /// <param name="x">Shape [batch, channels, ...].</param>
    /// <param name="scale">Shape [channels].</param>
    /// <param name="bias">Shape [channels].</param>
    /// <param name="runningMean">Shape [channels]; moved towards the batch's mean when training. Null: batch statistics
    /// are always used and nothing is kept.</param>
    /// <param name="runningVariance">Shape [channels]; as the mean, with the unbiased variance. Null with the mean.</param>
    /// <param name="training">Statistics of the batch, with gradients through them (true), or the running ones.</param>
    /// <param name="momentum">Weight of the batch in the running statistics.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <remarks>Source: Ioffe and Szegedy, ICML 2015, algorithms 1 and 2.</remarks>
    /// <exception cref="ShapeException">A parameter does not have one number for each channel.</exception>
    public static unsafe Tensor BatchNorm(this Tensor x, Tensor scale, Tensor bias, Tensor? runningMean,
        Tensor? runningVariance, bool training, float momentum = 0.1f, float epsilon = 1e-5f)
    {
        var tape = Tape.Of(x, scale);
        RequireChannels(tape, x, scale, bias, runningMean, runningVariance);
        bool batchStatistics = training || runningMean is null;
        int channels = x.Shape[1], inner = x.Shape.CountFrom(2);
        var y = tape.Allocate(x.Shape, x.RequiresGradient || scale.RequiresGradient || bias.RequiresGradient);
        float* mean = tape.AllocateBlock(channels), inverse = tape.AllocateBlock(channels);
        if (batchStatistics)
        {
            BatchNormalization.Forward(x.Pointer, scale.Pointer, bias.Pointer, y.Pointer, mean, inverse, x.Shape[0], channels,
                inner, epsilon, tape.Workers);
            if (training && runningMean is not null)
                Track(runningMean, runningVariance!, mean, inverse, x.Shape[0] * (long)inner, momentum, epsilon);
        }
        else
        {
            for (int c = 0; c < channels; c++)
            {
                mean[c] = runningMean!.Pointer[c];
                inverse[c] = 1 / MathF.Sqrt(runningVariance!.Pointer[c] + epsilon);
            }
            BatchNormalization.Apply(x.Pointer, scale.Pointer, bias.Pointer, y.Pointer, mean, inverse, x.Shape[0], channels,
                inner, tape.Workers);
        }
        return tape.Record(new BatchNormOperation(x, scale, bias, mean, inverse, batchStatistics), y);
    }

    private static unsafe void Track(
        Tensor runningMean, Tensor runningVariance, float* mean, float* inverse, long count, float momentum, float epsilon)
    {
        double unbiased = count > 1 ? count / (count - 1.0) : 1;
        for (int c = 0; c < runningMean.Count; c++)
        {
            double variance = 1.0 / ((double)inverse[c] * inverse[c]) - epsilon;
            runningMean.Pointer[c] += momentum * (mean[c] - runningMean.Pointer[c]);
            runningVariance.Pointer[c] += momentum * ((float)(variance * unbiased) - runningVariance.Pointer[c]);
        }
    }

    private static void RequireChannels(Tape tape, Tensor x, params ReadOnlySpan<Tensor?> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter is null)
                continue;
            Tape.Check(tape, parameter, nameof(BatchNorm));
            if (x.Shape.Rank < 2 || parameter.Shape.Rank != 1 || parameter.Count != x.Shape[1])
            {
                throw new ShapeException($"BatchNorm: parameters need one number for each channel, axis 1 of x, but x is "
                    + $"{x.Shape} and a parameter is {parameter.Shape}. Check the channels of the layer before it.");
            }
        }
    }
}

internal sealed unsafe class BatchNormOperation(
    Tensor x, Tensor scale, Tensor bias, float* mean, float* inverse, bool batchStatistics) : Operation
{
    private readonly float* _mean = mean, _inverse = inverse;

    public override void Backward(Tape tape)
    {
        int channels = x.Shape[1], inner = x.Shape.CountFrom(2);
        // The kernel needs both sums whether they are wanted or not.
        float* dScale = tape.Rent(channels), dBias = tape.Rent(channels);
        BatchNormalization.BackwardParameters(OutputGradient, x.Pointer, _mean, _inverse, dScale, dBias, x.Shape[0], channels,
            inner, tape.Workers);
        if (x.RequiresGradient)
        {
            var dx = tape.GradientOf(x);
            BatchNormalization.BackwardData(OutputGradient, x.Pointer, scale.Pointer, _mean, _inverse, dScale, dBias,
                dx.Pointer, x.Shape[0], channels, inner, batchStatistics, dx.Accumulate, tape.Workers);
        }
        if (scale.RequiresGradient)
            tape.Share(dScale, scale);
        if (bias.RequiresGradient)
            tape.Share(dBias, bias);
        tape.Return(dScale, channels);
        tape.Return(dBias, channels);
    }
}
