using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels;

public sealed unsafe class GemmTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Run_SmallAndOddSizes_EqualsDoubleReference(bool transposeA, bool transposeB)
    {
        var rng = new Rng(1);
        for (int trial = 0; trial < 150; trial++)
            Check(transposeA, transposeB, rng.Next(68), rng.Next(68), rng.Next(68), rng);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(0, 5, 5)]
    [InlineData(5, 0, 5)]
    [InlineData(5, 5, 0)]
    [InlineData(1, 300, 40)]
    [InlineData(300, 1, 40)]
    [InlineData(29, 33, 1030)]
    [InlineData(211, 67, 130)]
    [InlineData(260, 620, 512)]
    [InlineData(27, 2100, 9)]
    [InlineData(90, 620, 530)]
    public void Run_EdgeAndBlockedSizes_EqualsDoubleReference(int m, int n, int k)
    {
        var rng = new Rng(2);
        foreach (bool transposeA in new[] { false, true })
        {
            foreach (bool transposeB in new[] { false, true })
                Check(transposeA, transposeB, m, n, k, rng);
        }
    }

    [Fact]
    public void Run_AnyNumberOfThreads_GivesTheSameBytes()
    {
        var rng = new Rng(3);
        using var a = Native.Random(150 * 300, rng);
        using var b = Native.Random(300 * 200, rng);
        using var one = new Native(150 * 200);
        using var four = new Native(150 * 200);
        using var workers = new WorkerPool(4);
        Gemm.Run(false, false, 150, 200, 300, a.Pointer, 300, b.Pointer, 200, one.Pointer, 200, false,
            WorkerPool.None);
        Gemm.Run(false, false, 150, 200, 300, a.Pointer, 300, b.Pointer, 200, four.Pointer, 200, false,
            workers);
        four.Span.SequenceEqual(one.Span).ShouldBeTrue();
    }

    private static void Check(bool transposeA, bool transposeB, int m, int n, int k, Rng rng)
    {
        int lda = (transposeA ? m : k) + rng.Next(5), ldb = (transposeB ? k : n) + rng.Next(5),
            ldc = n + rng.Next(5);
        using var a = Native.Random((transposeA ? k : m) * lda, rng);
        using var b = Native.Random((transposeB ? n : k) * ldb, rng);
        using var c = Native.Random(m * ldc, rng);
        bool accumulate = rng.NextBool();
        float[] before = c.Span.ToArray();
        Gemm.Run(transposeA, transposeB, m, n, k, a.Pointer, lda, b.Pointer, ldb, c.Pointer, ldc, accumulate,
            WorkerPool.None);
        c.GuardsAreIntact();
        nint rowA = transposeA ? 1 : lda, columnA = transposeA ? lda : 1;
        nint rowB = transposeB ? 1 : ldb, columnB = transposeB ? ldb : 1;
        // The largest are sampled: every 13th row meets every place in a tile.
        for (int i = 0; i < m; i += (long)m * n * k > 20_000_000 ? 13 : 1)
        {
            for (int j = 0; j < ldc; j++)
            {
                double start = j >= n || accumulate ? before[i * ldc + j] : 0;
                int terms = j < n ? k : 0;
                var (sum, magnitude) = Dot(terms, a.Pointer + i * rowA, columnA, b.Pointer + j * columnB,
                    rowB);
                // One rounding for each term and the start, each of at most eps/2 of the sum of magnitudes.
                double tolerance = j < n ? (k + 2) * Math.Pow(2, -24) * (magnitude + Math.Abs(start)) : 0;
                float actual = c.Pointer[i * ldc + j];
                if (!(Math.Abs(actual - sum - start) <= tolerance))
                    Assert.Fail($"{m}x{n}x{k}: element {i},{j} is {actual}, not {sum + start} ± {tolerance}");
            }
        }
    }

    private static (double Sum, double Magnitude) Dot(int terms, float* a, nint stepA, float* b, nint stepB)
    {
        double sum = 0, magnitude = 0;
        for (int p = 0; p < terms; p++, a += stepA, b += stepB)
        {
            double product = (double)*a * *b;
            sum += product;
            magnitude += Math.Abs(product);
        }
        return (sum, magnitude);
    }
}
