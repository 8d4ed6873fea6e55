using static Precocial.Tensors.Kernels.LaneAccess;

namespace Precocial.Tensors.Kernels;

/// <summary>y = x + bias for rows [rows, columns] with bias [columns]: the bias stays in a register while the rows of a
/// block pass.</summary>
/// <remarks>A block is as many rows as 16 KB hold, so that its columns come from the first-level cache.</remarks>
internal readonly unsafe struct BiasRows(float* x, float* bias, float* y, int rows, int columns) : IItemKernel
{
    private const int BlockElements = 4096;

    /// <summary>How many items there are.</summary>
    public int Items => (int)(((long)rows + RowsPerItem - 1) / RowsPerItem);

    private int RowsPerItem => Kernels.Items.RowsPerItem(rows, columns);

    public void Run<T>(int item) where T : struct, ILanes<T>
    {
        int end = Math.Min(rows, (item + 1) * RowsPerItem), block = Math.Max(1, BlockElements / Math.Max(columns, 1));
        for (int row = item * RowsPerItem; row < end; row += block)
        {
            long start = (long)row * columns;
            Block<T>(x + start, y + start, Math.Min(block, end - row));
        }
    }

    private void Block<T>(float* source, float* target, int count) where T : struct, ILanes<T>
    {
        int column = 0;
        for (; column <= columns - T.Count; column += T.Count)
        {
            T added = T.Load(bias + column);
            for (nint at = column, left = count; left > 0; left--, at += columns)
                (T.Load(source + at) + added).Store(target + at);
        }
        if (column == columns)
            return;
        T rest = Load<T>(bias + column, columns - column);
        for (nint at = column, left = count; left > 0; left--, at += columns)
            Store(Load<T>(source + at, columns - column) + rest, target + at, columns - column);
    }
}
