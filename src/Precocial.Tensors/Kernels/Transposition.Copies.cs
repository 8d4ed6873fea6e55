namespace Precocial.Tensors.Kernels;

// Copies between places of different pitch: slices, concatenation, padding, tiles, rows by number.
internal static unsafe partial class Transposition
{
    /// <summary>Block i of y (+)= block i of x: <paramref name="length"/> elements every stride. A slice or a part of a
    /// concatenation along an axis is blocks = the product of the axes before it.</summary>
    public static void CopyBlocks(
        float* x, long xStride, float* y, long yStride, int blocks, int length, bool accumulate = false,
        WorkerPool? workers = null)
    {
        int perItem = Items.RowsPerItem(blocks, length);
        Items.Run(
            new BlockKernel(x, xStride, y, yStride, blocks, length, perItem, accumulate),
            (blocks + perItem - 1) / perItem, workers);
    }

    /// <summary>The elements of a region of <paramref name="shape"/>: y (+)= x, each walked with its own strides, the
    /// innermost of which is 1. Padding is a fill and a region.</summary>
    public static void CopyRegion(
        float* x, ReadOnlySpan<int> xStrides, float* y, ReadOnlySpan<int> yStrides, Shape shape,
        bool accumulate = false, WorkerPool? workers = null)
    {
        if (shape.Count == 0)
            return;
        if (shape.Rank == 0)
        {
            CopyBlocks(x, 1, y, 1, blocks: 1, length: 1, accumulate, workers);
            return;
        }
        ReadOnlySpan<int> sizes = shape.ToArray();
        int length = sizes[^1], rows = shape.Count / length, perItem = Items.RowsPerItem(rows, length);
        var offsets = new OuterAxes(sizes[..^1], xStrides[..^1], yStrides[..^1]);
        Items.Run(
            new RowKernel(x, y, offsets, rows, length, perItem, accumulate), (rows + perItem - 1) / perItem, workers);
    }

    /// <summary>y[count, columns] = the rows of x with the given numbers, which the caller has checked.</summary>
    public static void GatherRows(
        float* x, int* numbers, float* y, int count, int columns, WorkerPool? workers = null)
    {
        int perItem = Items.RowsPerItem(count, columns);
        Items.Run(new GatherKernel(x, numbers, y, count, columns, perItem), (count + perItem - 1) / perItem, workers);
    }

    /// <summary>Row numbers[i] of dx += row i of dy, in the order of i: the gradient of <see cref="GatherRows"/>.</summary>
    public static void ScatterAddRows(
        float* dy, int* numbers, float* dx, int count, int columns, WorkerPool? workers = null)
    {
        // Cut by columns, because two rows may go to the same place.
        int strips = (columns + ScatterKernel.Columns - 1) / ScatterKernel.Columns;
        Items.Run(new ScatterKernel(dy, numbers, dx, count, columns), strips, workers);
    }

    private readonly struct BlockKernel(
        float* x, long xStride, float* y, long yStride, int blocks, int length, int blocksPerItem, bool accumulate)
        : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int end = Math.Min(blocks, (item + 1) * blocksPerItem);
            for (int block = item * blocksPerItem; block < end; block++)
                CopyRow<T>(x + block * xStride, y + block * yStride, length, accumulate);
        }
    }

    private readonly struct GatherKernel(
        float* x, int* numbers, float* y, int count, int columns, int rowsPerItem) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int end = Math.Min(count, (item + 1) * rowsPerItem);
            for (int row = item * rowsPerItem; row < end; row++)
                CopyRow<T>(x + (long)numbers[row] * columns, y + (long)row * columns, columns, accumulate: false);
        }
    }

    private readonly struct ScatterKernel(float* dy, int* numbers, float* dx, int count, int columns) : IItemKernel
    {
        public const int Columns = 256;

        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int from = item * Columns, length = Math.Min(Columns, columns - from);
            for (int row = 0; row < count; row++)
            {
                float* target = dx + (long)numbers[row] * columns + from;
                CopyRow<T>(dy + (long)row * columns + from, target, length, accumulate: true);
            }
        }
    }
}
