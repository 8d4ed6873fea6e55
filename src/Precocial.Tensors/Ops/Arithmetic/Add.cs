using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>x + y, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="y">Shape of x.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static unsafe Tensor Add(this Tensor x, Tensor y)
    {
        var tape = Tape.Of(x, y);
        if (x.Shape != y.Shape)
            throw new ShapeException($"Add: shapes must match, but x is {x.Shape} and y is {y.Shape}. Reshape one.");
        var output = tape.Allocate(x.Shape, x.RequiresGradient || y.RequiresGradient);
        Elementwise.Add(x.Pointer, y.Pointer, output.Pointer, x.Count, tape.Workers);
        return tape.Record(new AddOperation(x, y), output);
    }
}

internal sealed unsafe class AddOperation(Tensor x, Tensor y) : Operation
{
    public override void Backward(Tape tape)
    {
        if (x.RequiresGradient && y.RequiresGradient)
            tape.Share(OutputGradient, x);
        tape.HandOver(Output, y.RequiresGradient ? y : x);
    }
}
