namespace Precocial.Tensors.Kernels;

/// <summary>A matrix product cut into blocks of C that threads can take: a function of the sizes
/// alone.</summary>
internal readonly unsafe struct GemmGrid
{
    // Enough items for many cores to share evenly, each still long against the cost of packing its operands.
    private const int Target = 32, MinRows = 56, MinColumns = 64;
    private readonly GemmBlock _whole;
    private readonly int _rows, _columns, _across;

    public GemmGrid(GemmBlock whole)
    {
        _whole = whole;
        // Columns first: B's panels are packed once then, and A is small or packed cheaply.
        _columns = RoundUp(Math.Max(MinColumns, (whole.Columns + Target - 1) / Target), MinColumns);
        _across = (whole.Columns + _columns - 1) / _columns;
        int down = Math.Max(1, Target / _across);
        _rows = Math.Max(MinRows, (whole.Rows + down - 1) / down);
        Items = _across * ((whole.Rows + _rows - 1) / _rows);
    }

    public int Items { get; }

    public static void RunItem(void* grid, int item) => ((GemmGrid*)grid)->Run(item);

    private void Run(int item)
    {
        int row = item / _across * _rows, column = item % _across * _columns;
        var block = _whole;
        block.Rows = Math.Min(_rows, _whole.Rows - row);
        block.Columns = Math.Min(_columns, _whole.Columns - column);
        block.A += row * block.RowA;
        block.B += column * block.ColumnB;
        block.C += row * block.RowC + column;
        block.Run();
    }

    private static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;
}
