namespace Precocial.Tensors.Kernels;

/// <summary>Copies of blocks of A and B that the micro-kernels can walk without cache or page
/// conflicts.</summary>
internal static unsafe class GemmPacking
{
    /// <summary>B as panels: [panel][k][width], the last panel's missing columns undefined.</summary>
    public static float* PackB(in GemmBlock block, int width)
    {
        int panels = (block.Columns + width - 1) / width;
        float* packed = Scratch.Rent(ScratchUse.PackedB, (long)panels * width * block.Inner);
        for (int panel = 0; panel < panels; panel++)
        {
            int columns = Math.Min(width, block.Columns - panel * width);
            float* source = block.B + panel * width * block.ColumnB;
            float* target = packed + (nint)panel * width * block.Inner;
            if (block.ColumnB != 1)
                BlockTransposition.Run(source, block.ColumnB, columns, block.Inner, target, width);
            else
                CopyRows(source, block.RowB, block.Inner, columns, target, width);
        }
        return packed;
    }

    /// <summary>A with another leading dimension, one that is no power of two, so that the rows of a tile do
    /// not fall into the same cache sets.</summary>
    public static void PackA(ref GemmBlock block)
    {
        bool byRows = block.ColumnA == 1;
        int count = byRows ? block.Rows : block.Inner, length = byRows ? block.Inner : block.Rows;
        nint pitch = (length + 15) / 16 * 16 + 16;
        if (pitch % 64 == 0)
            pitch += 16;
        float* packed = Scratch.Rent(ScratchUse.PackedA, count * (long)pitch);
        CopyRows(block.A, byRows ? block.RowA : block.ColumnA, count, length, packed, pitch);
        block.A = packed;
        if (byRows)
            block.RowA = pitch;
        else
            block.ColumnA = pitch;
    }

    private static void CopyRows(float* source, nint sourcePitch, int rows, int columns, float* target,
        nint targetPitch)
    {
        for (int i = 0; i < rows; i++, source += sourcePitch, target += targetPitch)
            VectorCopy.Run(source, target, columns);
    }
}
