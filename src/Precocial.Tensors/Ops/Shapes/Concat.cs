namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Tensors one after the other along an axis.</summary>
    /// <param name="parts">At least one; the same shape but for <paramref name="axis"/>.</param>
    /// <param name="axis">Which axis, from 0.</param>
    /// <returns>Shape of a part, with the sum of their sizes at <paramref name="axis"/>.</returns>
    /// <exception cref="ShapeException">There are no parts, or they differ in another axis.</exception>
    public static unsafe Tensor Concat(ReadOnlySpan<Tensor> parts, int axis)
    {
        int size = RequireConcatenable(parts, axis);
        var tape = TapeOf(parts);
        bool requiresGradient = false;
        foreach (var part in parts)
            requiresGradient |= part.RequiresGradient;
        var y = tape.Allocate(AxisBlocks.Resize(parts[0].Shape, axis, size), requiresGradient);
        int at = 0;
        foreach (var part in parts)
        {
            var blocks = AxisBlocks.Of(nameof(Concat), part.Shape, axis);
            blocks.Part(blocks.Size, blocks.Size, size)
                .Copy(part.Pointer, y.Pointer + (nint)at * blocks.Inner, accumulate: false);
            at += blocks.Size;
        }
        return tape.Record(new ConcatOperation(parts.ToArray(), axis, size), y);
    }

    private static int RequireConcatenable(ReadOnlySpan<Tensor> parts, int axis)
    {
        if (parts.Length == 0)
            throw new ShapeException("Concat: there must be at least one part, but there is none. Check the "
                + "list.");
        int size = 0;
        foreach (var part in parts)
        {
            size += AxisBlocks.Of(nameof(Concat), part.Shape, axis).Size;
            if (part.Shape.Rank != parts[0].Shape.Rank
                || AxisBlocks.Resize(part.Shape, axis, 0) != AxisBlocks.Resize(parts[0].Shape, axis, 0))
            {
                throw new ShapeException($"Concat: parts must have the same shape but for axis {axis}, but "
                    + $"one is {parts[0].Shape} and another {part.Shape}. Reshape or pool the one that "
                    + "differs.");
            }
        }
        return size;
    }

    private static Tape TapeOf(ReadOnlySpan<Tensor> parts)
    {
        var onTape = parts[0];
        foreach (var part in parts)
        {
            if (part.Tape is not null)
                onTape = part;
        }
        var tape = Tape.Of(onTape, nameof(Concat));
        foreach (var part in parts)
            Tape.Check(tape, part, nameof(Concat));
        return tape;
    }
}

internal sealed unsafe class ConcatOperation(Tensor[] parts, int axis, int size) : Operation
{
    public override void Backward(Tape tape)
    {
        int at = 0;
        foreach (var part in parts)
        {
            var blocks = AxisBlocks.Of(nameof(TensorOperations.Concat), part.Shape, axis);
            if (part.RequiresGradient)
            {
                var dx = tape.GradientOf(part);
                blocks.Part(blocks.Size, size, blocks.Size)
                    .Copy(OutputGradient + (nint)at * blocks.Inner, dx.Pointer, dx.Accumulate);
            }
            at += blocks.Size;
        }
    }
}
