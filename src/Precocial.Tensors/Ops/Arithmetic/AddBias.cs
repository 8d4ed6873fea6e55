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
            throw new ShapeException("AddBias: the bias must have one number for each channel, axis 1 of "
                + $"x, but x is {x.Shape} and the bias is {bias.Shape}. Check the channels of the layer "
                + "before it.");
        }
        int inner = x.Shape.CountFrom(2);
        var y = tape.Allocate(x.Shape, x.RequiresGradient || bias.RequiresGradient);
        Broadcast.AddBias(x.Pointer, bias.Pointer, y.Pointer, x.Shape[0], x.Shape[1], inner, tape.Workers);
        return tape.Record(new AddBiasOperation(x, bias, inner), y);
    }
}

internal sealed unsafe class AddBiasOperation(Tensor x, Tensor bias, int inner) : Operation
{
    public override void Backward(Tape tape)
    {
        if (bias.RequiresGradient)
        {
            var db = tape.GradientOf(bias);
            Broadcast.BiasBackward(
                OutputGradient, db.Pointer, x.Shape[0], x.Shape[1], inner, db.Accumulate, tape.Workers);
        }
        if (x.RequiresGradient)
            tape.HandOver(Output, x);
    }
}
