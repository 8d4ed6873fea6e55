using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>A fully connected layer: x·weightᵀ + bias.</summary>
    /// <param name="x">Shape [..., in].</param>
    /// <param name="weight">Shape [out, in].</param>
    /// <param name="bias">Shape [out]; null for none.</param>
    /// <returns>Shape [..., out].</returns>
    /// <remarks>2·in·out FLOPs a row; allocates the output only.</remarks>
    /// <exception cref="ShapeException">The weight's second axis is not x's last, or the bias does not
    /// fit.</exception>
    public static unsafe Tensor Linear(this Tensor x, Tensor weight, Tensor? bias = null)
    {
        var tape = Tape.Of(x, weight);
        if (x.Shape.Rank < 1 || weight.Shape.Rank != 2 || weight.Shape[1] != x.Shape[^1])
        {
            throw new ShapeException("Linear: the weight must be [out, in] with in the last axis of x, but "
                + $"x is {x.Shape} and the weight is {weight.Shape}. Transpose the weight, or check the "
                + "layer before it.");
        }
        int inputs = weight.Shape[1], outputs = weight.Shape[0], rows = inputs == 0 ? 0 : x.Count / inputs;
        var y = tape.Allocate(x.Shape.WithLast(outputs),
            x.RequiresGradient || weight.RequiresGradient || bias is { RequiresGradient: true });
        if (bias is not null)
            FillRows(tape, y, bias, rows);
        Gemm.Run(false, true, rows, outputs, inputs, x.Pointer, inputs, weight.Pointer, inputs,
            y.Pointer, outputs, accumulate: bias is not null, tape.Workers);
        return tape.Record(new LinearOperation(x, weight, bias, rows), y);
    }

    private static unsafe void FillRows(Tape tape, Tensor y, Tensor bias, int rows)
    {
        Tape.Check(tape, bias, nameof(Linear));
        int outputs = y.Shape[^1];
        if (bias.Shape.Rank != 1 || bias.Shape[0] != outputs)
        {
            throw new ShapeException($"Linear: the bias must be [{outputs}], one number for each output, "
                + $"but it is {bias.Shape}. Reshape it, or check the weight's first axis.");
        }
        for (int row = 0; row < rows; row++)
            bias.Span.CopyTo(new Span<float>(y.Pointer + (nint)row * outputs, outputs));
    }
}

internal sealed unsafe class LinearOperation(Tensor x, Tensor weight, Tensor? bias, int rows) : Operation
{
    public override void Backward(Tape tape)
    {
        int inputs = weight.Shape[1], outputs = weight.Shape[0];
        if (bias is { RequiresGradient: true })
        {
            var db = tape.GradientOf(bias);
            Reduction.SumRows(OutputGradient, db.Pointer, rows, outputs, db.Accumulate, tape.Workers);
        }
        if (weight.RequiresGradient)
        {
            var dw = tape.GradientOf(weight);
            Gemm.Run(true, false, outputs, inputs, rows, OutputGradient, outputs, x.Pointer, inputs,
                dw.Pointer, inputs, dw.Accumulate, tape.Workers);
        }
        if (x.RequiresGradient)
        {
            var dx = tape.GradientOf(x);
            Gemm.Run(false, false, rows, inputs, outputs, OutputGradient, outputs, weight.Pointer, inputs,
                dx.Pointer, inputs, dx.Accumulate, tape.Workers);
        }
    }
}
