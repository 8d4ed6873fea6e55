using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>Axes in another order. Source and target must not overlap.</summary>
/// <remarks>
/// Axes that stay neighbours are joined. If the innermost axis stays, rows are copied; else the source's
/// innermost and the
/// target's innermost axis span planes that are transposed in tiles of lanes × lanes: log₂(lanes) rounds of
/// interleaving
/// tile rows i and i + lanes/2, each row one register, between two buffers in the first-level cache.
/// </remarks>
internal static unsafe partial class Transposition
{
    [InlineArray(Shape.MaxRank)]
    private struct Numbers
    {
        private int _first;
    }

    /// <summary>y[columns, rows] (+)= x[rows, columns]ᵀ.</summary>
    public static void Transpose(
        float* x, float* y, int rows, int columns, bool accumulate = false, WorkerPool? workers = null) =>
        Permute(x, [rows, columns], [1, 0], y, accumulate, workers);

    /// <summary>y (+)= x with its axes reordered: axis i of y is axis <paramref name="axes"/>[i] of
    /// x.</summary>
    public static void Permute(
        float* x, Shape shape, ReadOnlySpan<int> axes, float* y, bool accumulate = false, WorkerPool? workers = null)
    {
        if (shape.Count == 0)
            return;
        Span<int> strides = stackalloc int[Shape.MaxRank], sizes = stackalloc int[Shape.MaxRank];
        int rank = Join(shape, axes, sizes, strides);
        if (strides[rank - 1] == 1)
            CopyRows(x, y, sizes[..rank], strides[..rank], accumulate, workers);
        else
            TransposePlanes(x, y, sizes[..rank], strides[..rank], accumulate, workers);
    }

    // The target's axes, outermost first, with their strides in the source; at least one.
    private static int Join(Shape shape, ReadOnlySpan<int> axes, Span<int> sizes, Span<int> strides)
    {
        Span<int> all = stackalloc int[Shape.MaxRank], sourceStrides = stackalloc int[Shape.MaxRank];
        for (int axis = 0; axis < shape.Rank; axis++)
            all[axis] = shape[axis];
        SetStrides(all[..shape.Rank], sourceStrides);
        int rank = 0;
        foreach (int axis in axes)
        {
            int size = shape[axis];
            if (size == 1)
                continue;
            if (rank > 0 && strides[rank - 1] == sourceStrides[axis] * size)
            {
                sizes[rank - 1] *= size;
                strides[rank - 1] = sourceStrides[axis];
                continue;
            }
            sizes[rank] = size;
            strides[rank++] = sourceStrides[axis];
        }
        if (rank > 0)
            return rank;
        sizes[0] = strides[0] = 1;
        return 1;
    }

    private static void CopyRows(
        float* x, float* y, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, bool accumulate, WorkerPool? workers)
    {
        int length = sizes[^1], rows = Product(sizes[..^1]);
        Span<int> targets = stackalloc int[Shape.MaxRank];
        SetStrides(sizes, targets);
        var offsets = new OuterAxes(sizes[..^1], strides[..^1], targets[..(sizes.Length - 1)]);
        int perItem = Items.RowsPerItem(rows, length);
        Items.Run(
            new RowKernel(x, y, offsets, rows, length, perItem, accumulate), (rows + perItem - 1) / perItem, workers);
    }

    private static void TransposePlanes(
        float* x, float* y, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, bool accumulate, WorkerPool? workers)
    {
        int inner = strides.IndexOf(1), last = sizes.Length - 1;
        Span<int> targets = stackalloc int[Shape.MaxRank];
        SetStrides(sizes, targets);
        Span<int> otherSizes = stackalloc int[Shape.MaxRank], otherSources = stackalloc int[Shape.MaxRank];
        Span<int> otherTargets = stackalloc int[Shape.MaxRank];
        int others = 0;
        for (int axis = 0; axis < last; axis++)
        {
            if (axis == inner)
                continue;
            otherSizes[others] = sizes[axis];
            otherSources[others] = strides[axis];
            otherTargets[others++] = targets[axis];
        }
        var offsets = new OuterAxes(otherSizes[..others], otherSources[..others], otherTargets[..others]);
        int planes = Product(otherSizes[..others]), rows = sizes[last], columns = sizes[inner];
        int bands = (rows + PlaneKernel.Band - 1) / PlaneKernel.Band, total = planes * bands;
        int perItem = Items.RowsPerItem(total, (long)Math.Min(rows, PlaneKernel.Band) * columns);
        var kernel = new PlaneKernel(
            x, y, offsets, rows, columns, strides[last], targets[inner], bands, total, perItem, accumulate);
        Items.Run(kernel, (total + perItem - 1) / perItem, workers);
    }

    private static void SetStrides(ReadOnlySpan<int> sizes, Span<int> strides)
    {
        int stride = 1;
        for (int axis = sizes.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= sizes[axis];
        }
    }

    private static int Product(ReadOnlySpan<int> sizes)
    {
        int product = 1;
        foreach (int size in sizes)
            product *= size;
        return product;
    }
}
