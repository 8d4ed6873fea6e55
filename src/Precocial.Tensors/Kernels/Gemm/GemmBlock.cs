using Precocial.Tensors.Kernels.Tiles;

namespace Precocial.Tensors.Kernels;

/// <summary>A matrix product on one thread: the loops around the micro-kernels, and the decision what to
/// pack.</summary>
internal unsafe struct GemmBlock
{
    /// <summary>The most of the inner dimension that one pass takes: a panel of B, 512 × 32 floats, is 64
    /// KB.</summary>
    public const int Depth = 512;

    // A block of A, 196 × 512 floats, is 392 KB: it stays in the second-level cache while panels of B pass
    // by.
    private const int RowBlock = 196;
    private const int ColumnBlock = 2048;

    public int Rows, Columns, Inner;
    public bool Accumulate;
    public float* A, B, C;
    public nint RowA, ColumnA, RowB, ColumnB, RowC;

    public void Run()
    {
        int passes = (Inner + Depth - 1) / Depth;
        int depth = passes == 0 ? 0 : (Inner + passes - 1) / passes;
        int width = PanelWidth;
        if (Inner == 0 && !Accumulate)
            ClearC();
        for (int k = 0; k < Inner; k += depth)
        {
            int inner = Math.Min(depth, Inner - k);
            for (int column = 0; column < Columns; column += ColumnBlock)
            {
                int columns = Math.Min(ColumnBlock, Columns - column);
                var pass = this;
                pass.Accumulate = Accumulate || k > 0;
                pass.Inner = inner;
                pass.Columns = columns;
                pass.A += k * ColumnA;
                pass.B += k * RowB + column * ColumnB;
                pass.C += column;
                pass.RunColumns(width);
            }
        }
    }

    /// <summary>Columns of one tile: few rows are made up for by more columns.</summary>
    private readonly int PanelWidth => TileSet.Lanes * (Rows <= TileSet.MaxRowsOfFour ? 4 : 2);

    private readonly bool PacksB => ColumnB != 1 || (Rows >= 256 && (long)Inner * Columns >= 160_000);

    private readonly bool PacksA => Columns >= 512 && (long)Rows * Inner >= 64_000;

    private void RunColumns(int width)
    {
        nint panelStride = width;
        if (PacksB)
        {
            B = GemmPacking.PackB(this, width);
            RowB = width;
            panelStride = (nint)Inner * width;
        }
        for (int row = 0; row < Rows; row += RowBlock)
        {
            int rows = Math.Min(RowBlock, Rows - row);
            var block = this;
            block.Rows = rows;
            block.A += row * RowA;
            block.C += row * RowC;
            if (PacksA)
                GemmPacking.PackA(ref block);
            block.RunPanels(width, panelStride);
        }
    }

    private readonly void RunPanels(int width, nint panelStride)
    {
        int lanes = TileSet.Lanes, column = 0;
        var full = width == 4 * lanes ? TileSet.Product.By4 : TileSet.Product.By2;
        float* b = B;
        for (; column + width <= Columns; column += width, b += panelStride)
            RunPanel(full, b, C + column, lanes);
        // What is left, in one or two masked tiles of at most two vectors.
        for (; column < Columns; column += 2 * lanes, b += 2 * lanes)
        {
            int left = Math.Min(2 * lanes, Columns - column);
            if (left > lanes)
                RunPanel(TileSet.Product.By2Masked, b, C + column, left - lanes);
            else
                RunPanel(TileSet.Product.By1Masked, b, C + column, left);
        }
    }

    private readonly void RunPanel(ProductTile[] tiles, float* b, float* c, int tail)
    {
        var sizes = new TileRows(Rows);
        float* a = A;
        for (int i = 0; i < sizes.Count; i++)
        {
            int rows = sizes.Size(i);
            tiles[rows](Inner, a, RowA, ColumnA, b, RowB, c, RowC, Accumulate, tail);
            a += rows * RowA;
            c += rows * RowC;
        }
    }

    private readonly void ClearC()
    {
        for (int i = 0; i < Rows; i++)
            new Span<float>(C + i * RowC, Columns).Clear();
    }
}
