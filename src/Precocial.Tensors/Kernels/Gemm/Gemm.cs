namespace Precocial.Tensors.Kernels;

/// <summary>Single-precision matrix product C = op(A) op(B), row-major.</summary>
/// <remarks>
/// C is cut into tiles of up to 14 rows × 32 columns (AVX-512; 6 × 16 for AVX2, 6 × 8 portable) that live in
/// registers while the inner dimension runs, one row of B's vectors and one broadcast of A at a time: 28
/// multiply-adds for 16 loads. Every element of C is one chain of multiply-adds in the order of k (in blocks
/// of <see cref="GemmBlock.Depth"/>), whatever the tile or the thread: the bytes depend on neither.
/// </remarks>
internal static unsafe class Gemm
{
    // 2·10⁶ operations are about 10 µs of one core: below, waking another costs more than it does.
    private const long WorthSharing = 1_000_000;

    /// <summary>C [m, n] = op(A) [m, k] · op(B) [k, n], added to C if
    /// <paramref name="accumulate"/>.</summary>
    public static void Run(bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda,
        float* b, int ldb, float* c, int ldc, bool accumulate, WorkerPool workers)
    {
        var whole = new GemmBlock
        {
            Rows = m,
            Columns = n,
            Inner = k,
            Accumulate = accumulate,
            A = a,
            RowA = transposeA ? 1 : lda,
            ColumnA = transposeA ? lda : 1,
            B = b,
            RowB = transposeB ? 1 : ldb,
            ColumnB = transposeB ? ldb : 1,
            C = c,
            RowC = ldc,
        };
        if (m == 0 || n == 0)
            return;
        if (workers.Threads == 1 || (long)m * n * k < WorthSharing)
            whole.Run();
        else
            Share(whole, workers);
    }

    private static void Share(GemmBlock whole, WorkerPool workers)
    {
        var grid = new GemmGrid(whole);
        workers.For(grid.Items, &GemmGrid.RunItem, &grid);
    }
}
