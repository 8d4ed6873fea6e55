using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Adds one number to each channel.</summary>
    /// <param name="x">Shape [batch, channels, ...].</param>
    /// <param name="bias">Shape [channels].</param>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <exception cref="ShapeException">The bias does not have one number for each channel.</exception>
    public static unsafe Tensor AddBias(this Tensor x, Tensor bias)
    {
        var tape = Tape.Of(x, bias);
        if (x.Shape.Rank < 2 || bias.Shape.Rank != 1 || bias.Count != x.Shape[1])
        {
            throw new ShapeException($"AddBias: the bias must have one number for each channel, axis 1 of x, but x is {x.Shape} "
                + $"and the bias is {bias.Shape}. Check the channels of the layer before it.");
        }
        int channels = x.Shape[1], inner = x.Shape.CountFrom(2), batch = x.Shape[0];
        var y = tape.Allocate(x.Shape, x.RequiresGradient || bias.RequiresGradient);
        for (int n = 0; n < batch; n++)
        {
            nint start = (nint)n * channels * inner;
            if (inner == 1)
            {
                Elementwise.Add(x.Pointer + start, bias.Pointer, y.Pointer + start, channels);
                continue;
            }
            for (int c = 0; c < channels; c++)
                Elementwise.Affine(1, bias.Pointer[c], x.Pointer + start + c * inner, y.Pointer + start + c * inner, inner);
        }
        return tape.Record(new AddBiasOperation(x, bias, inner), y);
    }
}

internal sealed unsafe class AddBiasOperation(Tensor x, Tensor bias, int inner) : Operation
{
    public override void Backward(Tape tape)
    {
        if (bias.RequiresGradient)
            BiasGradient(tape, x.Shape[0], x.Shape[1], tape.GradientOf(bias));
        if (x.RequiresGradient)
            tape.HandOver(Output, x);
    }

    private void BiasGradient(Tape tape, int rows, int channels, GradientTarget db)
    {
        if (inner == 1)
        {
            Reduction.SumRows(OutputGradient, db.Pointer, rows, channels, db.Accumulate, tape.Workers);
            return;
        }
        // Sum each plane, then the planes of a channel.
        float* planes = tape.Rent(rows * channels);
        Reduction.SumColumns(OutputGradient, planes, rows * channels, inner, accumulate: false, tape.Workers);
        Reduction.SumRows(planes, db.Pointer, rows, channels, db.Accumulate, tape.Workers);
        tape.Return(planes, rows * channels);
    }
}
