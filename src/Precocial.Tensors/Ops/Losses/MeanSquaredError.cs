using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>The mean of (x − y)² over all elements.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="y">Shape of x.</param>
    /// <returns>A scalar, shape [].</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static unsafe Tensor MeanSquaredError(this Tensor x, Tensor y)
    {
        var tape = Tape.Of(x, y);
        if (x.Shape != y.Shape)
        {
            throw new ShapeException($"MeanSquaredError: shapes must match, but x is {x.Shape} and y is "
                + $"{y.Shape}. Reshape one.");
        }
        var loss = tape.Allocate([], x.RequiresGradient || y.RequiresGradient);
        float* difference = tape.AllocateBlock(x.Count);
        Elementwise.Subtract(x.Pointer, y.Pointer, difference, x.Count, tape.Workers);
        *loss.Pointer = (float)(Reduction.SquaredNorm(difference, x.Count, tape.Workers) / x.Count);
        return tape.Record(new MeanSquaredErrorOperation(x, y, difference), loss);
    }
}

internal sealed unsafe class MeanSquaredErrorOperation(Tensor x, Tensor y, float* difference) : Operation
{
    private readonly float* _difference = difference;

    public override void Backward(Tape tape)
    {
        float scale = 2 * *OutputGradient / x.Count;
        if (x.RequiresGradient)
            Add(tape, x, scale);
        if (y.RequiresGradient)
            Add(tape, y, -scale);
    }

    private void Add(Tape tape, Tensor to, float scale)
    {
        var target = tape.GradientOf(to);
        if (target.Accumulate)
            Elementwise.AddScaled(scale, _difference, target.Pointer, to.Count, tape.Workers);
        else
            Elementwise.Scale(scale, _difference, target.Pointer, to.Count, tape.Workers);
    }
}
