namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>The same elements under another shape; no copy.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="shape">As many elements as x.</param>
    /// <exception cref="ShapeException">The numbers of elements differ.</exception>
    public static Tensor Reshape(this Tensor x, Shape shape)
    {
        var tape = Tape.Of(x);
        if (shape.Count != x.Count)
        {
            throw new ShapeException($"Reshape: both shapes must have as many elements, but x is {x.Shape}, "
                + $"with {x.Count}, and the new shape is {shape}, with {shape.Count}. Check the axis that "
                + "was computed.");
        }
        return tape.Record(new ReshapeOperation(x), tape.View(x, shape));
    }
}

internal sealed class ReshapeOperation(Tensor x) : Operation
{
    public override void Backward(Tape tape) => tape.HandOver(Output, x);
}
