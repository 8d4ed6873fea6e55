namespace Precocial.Tensors;

/// <summary>Reduces any axes of a tensor by runs of neighbouring ones: a run is one axis of [outer, axis,
/// inner].</summary>
internal static unsafe class AxisReduction
{
    /// <summary>The result of <paramref name="reduce"/>, last run first.</summary>
    /// <param name="operation">The public method's name, for errors.</param>
    /// <param name="x">What is reduced.</param>
    /// <param name="axes">Which axes, in any order.</param>
    /// <param name="keepAxes">Whether they stay, with size 1.</param>
    /// <param name="reduce">(x, its sizes around the run, the shape of the result).</param>
    public static Tensor Run(string operation, Tensor x, ReadOnlySpan<int> axes, bool keepAxes,
        delegate*<Tensor, AxisBlocks, in Shape, Tensor> reduce)
    {
        int rank = x.Shape.Rank;
        Span<bool> reduced = stackalloc bool[rank];
        foreach (int axis in axes)
        {
            _ = AxisBlocks.Of(operation, x.Shape, axis);
            reduced[axis] = true;
        }
        Span<int> sizes = stackalloc int[rank];
        x.Shape.CopyTo(sizes);
        for (int end = rank; end > 0; end--)
        {
            if (!reduced[end - 1])
                continue;
            int start = end - 1;
            while (start > 0 && reduced[start - 1])
                start--;
            var blocks = new AxisBlocks(Product(sizes[..start]), Product(sizes[start..end]),
                Product(sizes[end..]));
            sizes[start..end].Fill(1);
            x = reduce(x, blocks, Shape.Create(sizes));
            end = start + 1;
        }
        return keepAxes ? x : x.Reshape(Without(x.Shape, reduced));
    }

    private static Shape Without(in Shape shape, ReadOnlySpan<bool> reduced)
    {
        Span<int> kept = stackalloc int[shape.Rank];
        int count = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (!reduced[axis])
                kept[count++] = shape[axis];
        }
        return Shape.Create(kept[..count]);
    }

    private static int Product(ReadOnlySpan<int> sizes)
    {
        int product = 1;
        foreach (int size in sizes)
            product *= size;
        return product;
    }
}
