using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Layer normalisation over the last axis: (x − mean)/√(variance + epsilon)·scale +
    /// bias.</summary>
    /// <param name="x">Shape [..., features].</param>
    /// <param name="scale">Shape [features].</param>
    /// <param name="bias">Shape [features].</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <remarks>Source: Ba, Kiros and Hinton, 2016.</remarks>
    /// <exception cref="ShapeException">A parameter does not have one number for each feature.</exception>
    public static unsafe Tensor LayerNorm(this Tensor x, Tensor scale, Tensor bias, float epsilon = 1e-5f)
    {
        var tape = Tape.Of(x, scale);
        Tape.Check(tape, bias);
        foreach (var parameter in new ReadOnlySpan<Tensor>([scale, bias]))
        {
            if (x.Shape.Rank < 1 || parameter.Shape.Rank != 1 || parameter.Count != x.Shape[^1])
            {
                throw new ShapeException("LayerNorm: parameters need one number for each feature, the last "
                    + $"axis of x, but x is {x.Shape} and a parameter is {parameter.Shape}. Check the "
                    + "features of the layer before it.");
            }
        }
        int columns = x.Shape[^1], rows = columns == 0 ? 0 : x.Count / columns;
        var y = tape.Allocate(x.Shape, x.RequiresGradient || scale.RequiresGradient || bias.RequiresGradient);
        float* mean = tape.AllocateBlock(rows), inverseDeviation = tape.AllocateBlock(rows);
        LayerNormalization.Forward(
            x.Pointer, scale.Pointer, bias.Pointer, y.Pointer, mean, inverseDeviation, rows, columns, epsilon,
            tape.Workers);
        return tape.Record(new LayerNormOperation(x, scale, bias, mean, inverseDeviation), y);
    }
}

internal sealed unsafe class LayerNormOperation(
    Tensor x, Tensor scale, Tensor bias, float* mean, float* inverseDeviation) : Operation
{
    private readonly float* _mean = mean, _inverseDeviation = inverseDeviation;

    public override void Backward(Tape tape)
    {
        int columns = scale.Count, rows = columns == 0 ? 0 : x.Count / columns;
        var dx = x.RequiresGradient ? tape.GradientOf(x) : default;
        var dScale = scale.RequiresGradient ? tape.GradientOf(scale) : default;
        var dBias = bias.RequiresGradient ? tape.GradientOf(bias) : default;
        // The kernel adds to both parameters or to neither: where they differ, the second one starts from
        // zeros.
        if (dScale.Accumulate != dBias.Accumulate && dScale.Pointer != null && dBias.Pointer != null)
            new Span<float>(dScale.Accumulate ? dBias.Pointer : dScale.Pointer, columns).Clear();
        LayerNormalization.Backward(
            OutputGradient, x.Pointer, scale.Pointer, _mean, _inverseDeviation, dx.Pointer, dx.Accumulate,
            dScale.Pointer, dBias.Pointer, dScale.Accumulate || dBias.Accumulate, rows, columns,
            tape.Workers);
    }
}
