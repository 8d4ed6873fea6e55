namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>One axis made longer at its ends.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">Which axis, from 0.</param>
    /// <param name="before">Positions added before the first.</param>
    /// <param name="after">Positions added after the last.</param>
    /// <param name="value">What the new positions hold.</param>
    /// <returns>Shape of x with <paramref name="axis"/> longer by both.</returns>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static unsafe Tensor Pad(this Tensor x, int axis, int before, int after, float value = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        var tape = Tape.Of(x);
        var blocks = AxisBlocks.Of(nameof(Pad), x.Shape, axis);
        int size = before + blocks.Size + after;
        var y = tape.Allocate(AxisBlocks.Resize(x.Shape, axis, size), x.RequiresGradient);
        y.Span.Fill(value);
        blocks.Part(blocks.Size, blocks.Size, size)
            .Copy(x.Pointer, y.Pointer + (nint)before * blocks.Inner, accumulate: false);
        return tape.Record(new PadOperation(x, blocks, before, size), y);
    }
}

internal sealed unsafe class PadOperation(Tensor x, AxisBlocks blocks, int before, int size) : Operation
{
    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        blocks.Part(blocks.Size, size, blocks.Size)
            .Copy(OutputGradient + (nint)before * blocks.Inner, dx.Pointer, dx.Accumulate);
    }
}
