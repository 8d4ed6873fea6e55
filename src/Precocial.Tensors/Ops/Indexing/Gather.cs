using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Rows picked by number: an embedding's lookup.</summary>
    /// <param name="x">Shape [rows, ...].</param>
    /// <param name="indices">0..rows−1, in any order, repeats allowed.</param>
    /// <returns>Shape [indices, ...].</returns>
    /// <remarks>The gradients of one row's picks add up in the order of <paramref name="indices"/>.</remarks>
    /// <exception cref="ShapeException">x has no axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is not a row.</exception>
    public static unsafe Tensor Gather(this Tensor x, ReadOnlySpan<int> indices)
    {
        var tape = Tape.Of(x);
        int rows = AxisBlocks.Of(nameof(Gather), x.Shape, 0).Size, length = x.Shape.CountFrom(1);
        foreach (int index in indices)
        {
            if ((uint)index >= (uint)rows)
            {
                throw new ArgumentOutOfRangeException(nameof(indices), index,
                    $"Gather: indices are 0..{rows - 1} for x {x.Shape}, but one is {index}.");
            }
        }
        var y = tape.Allocate(AxisBlocks.Resize(x.Shape, 0, indices.Length), x.RequiresGradient);
        for (int i = 0; i < indices.Length; i++)
            Elementwise.Copy(x.Pointer + (nint)indices[i] * length, y.Pointer + (nint)i * length, length);
        return tape.Record(new GatherOperation(x, indices.ToArray()), y);
    }
}

internal sealed unsafe class GatherOperation(Tensor x, int[] indices) : Operation
{
    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        if (!dx.Accumulate)
            new Span<float>(dx.Pointer, x.Count).Clear();
        int length = x.Shape.CountFrom(1);
        for (int i = 0; i < indices.Length; i++)
        {
            float* row = dx.Pointer + (nint)indices[i] * length;
            Elementwise.Add(row, OutputGradient + (nint)i * length, row, length);
        }
    }
}
