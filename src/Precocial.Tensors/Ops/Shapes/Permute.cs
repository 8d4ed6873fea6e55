using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>The axes in another order, copied.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">Axis i of the result is axis <c>axes[i]</c> of x; each once.</param>
    /// <exception cref="ShapeException">The axes are not those of x, each once.</exception>
    public static unsafe Tensor Permute(this Tensor x, params ReadOnlySpan<int> axes)
    {
        var tape = Tape.Of(x);
        Span<int> sizes = stackalloc int[axes.Length], sorted = stackalloc int[axes.Length];
        axes.CopyTo(sorted);
        sorted.Sort();
        bool valid = axes.Length == x.Shape.Rank;
        for (int i = 0; valid && i < axes.Length; i++)
            valid = sorted[i] == i;
        if (!valid)
        {
            throw new ShapeException($"Permute: the axes must be 0..{x.Shape.Rank - 1} in some order for x "
                + $"{x.Shape}, but they are [{string.Join(", ", axes.ToArray())}]. Name each axis once.");
        }
        for (int i = 0; i < axes.Length; i++)
            sizes[i] = x.Shape[axes[i]];
        var y = tape.Allocate(Shape.Create(sizes), x.RequiresGradient);
        Transposition.Permute(x.Pointer, x.Shape, axes, y.Pointer, accumulate: false, tape.Workers);
        return tape.Record(new PermuteOperation(x, axes.ToArray()), y);
    }

    /// <summary>The last two axes exchanged.</summary>
    /// <param name="x">Shape [..., m, n].</param>
    /// <returns>Shape [..., n, m].</returns>
    /// <remarks>A copy: <see cref="MatMul"/> transposes its operands without one.</remarks>
    /// <exception cref="ShapeException">x has fewer than 2 axes.</exception>
    public static Tensor Transpose(this Tensor x)
    {
        int rank = x.Shape.Rank;
        if (rank < 2)
            throw new ShapeException($"Transpose: x needs 2 axes, but it is {x.Shape}. Reshape it to a row "
                + "or a column.");
        Span<int> axes = stackalloc int[rank];
        for (int i = 0; i < rank; i++)
            axes[i] = i;
        (axes[^1], axes[^2]) = (axes[^2], axes[^1]);
        return x.Permute(axes);
    }
}

internal sealed unsafe class PermuteOperation(Tensor x, int[] axes) : Operation
{
    public override void Backward(Tape tape)
    {
        Span<int> inverse = stackalloc int[axes.Length];
        for (int i = 0; i < axes.Length; i++)
            inverse[axes[i]] = i;
        var dx = tape.GradientOf(x);
        Transposition.Permute(OutputGradient, Output.Shape, inverse, dx.Pointer, dx.Accumulate, tape.Workers);
    }
}
