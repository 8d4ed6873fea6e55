namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>A part of one axis, copied.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">Which axis, from 0.</param>
    /// <param name="start">First position along the axis.</param>
    /// <param name="length">How many positions.</param>
    /// <returns>Shape of x with <paramref name="length"/> at <paramref name="axis"/>.</returns>
    /// <exception cref="ShapeException">The part is not within x.</exception>
    public static unsafe Tensor Slice(this Tensor x, int axis, int start, int length)
    {
        var tape = Tape.Of(x);
        var blocks = AxisBlocks.Of(nameof(Slice), x.Shape, axis);
        if (start < 0 || length < 0 || start > blocks.Size - length)
        {
            throw new ShapeException($"Slice: the part must lie within axis {axis} of {x.Shape}, but it "
                + $"starts at {start} and has length {length}. Start at 0..{blocks.Size} and end by "
                + $"{blocks.Size}.");
        }
        var y = tape.Allocate(AxisBlocks.Resize(x.Shape, axis, length), x.RequiresGradient);
        blocks.Part(length, blocks.Size, length)
            .Copy(x.Pointer + (nint)start * blocks.Inner, y.Pointer, accumulate: false);
        return tape.Record(new SliceOperation(x, blocks, start, length), y);
    }
}

internal sealed unsafe class SliceOperation(Tensor x, AxisBlocks blocks, int start, int length) : Operation
{
    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        if (!dx.Accumulate)
            new Span<float>(dx.Pointer, x.Count).Clear();
        blocks.Part(length, length, blocks.Size)
            .Copy(OutputGradient, dx.Pointer + (nint)start * blocks.Inner, accumulate: true);
    }
}
