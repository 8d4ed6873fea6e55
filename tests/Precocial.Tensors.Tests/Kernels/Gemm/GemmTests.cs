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
        for (int trial = 0; trial < 200; trial++)
            Check(transposeA, transposeB, rng.Next(68), rng.Next(68), rng.Next(68), rng);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(0, 5, 5)]
    [InlineData(5, 0, 5)]
    [InlineData(5, 5, 0)]
    [InlineData(1, 300, 40)]
    [InlineData(300, 1, 40)]
    [InlineData(29, 33, 1100)]
    [InlineData(211, 67, 530)]
    [InlineData(27, 2100, 19)]
    [InlineData(100, 620, 700)]
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
        Gemm.Run(false, false, 150, 200, 300, a.Pointer, 300, b.Pointer, 200, one.Pointer, 200, false, WorkerPool.None);
        Gemm.Run(false, false, 150, 200, 300, a.Pointer, 300, b.Pointer, 200, four.Pointer, 200, false, workers);
        four.Span.SequenceEqual(one.Span).ShouldBeTrue();
    }

    private static void Check(bool transposeA, bool transposeB, int m, int n, int k, Rng rng)
    {
        int lda = (transposeA ? m : k) + rng.Next(5), ldb = (transposeB ? k : n) + rng.Next(5), ldc = n + rng.Next(5);
        using var a = Native.Random((transposeA ? k : m) * lda, rng);
        using var b = Native.Random((transposeB ? n : k) * ldb, rng);
        using var c = Native.Random(m * ldc, rng);
        bool accumulate = rng.NextBool();
        float[] before = c.Span.ToArray();
        Gemm.Run(transposeA, transposeB, m, n, k, a.Pointer, lda, b.Pointer, ldb, c.Pointer, ldc, accumulate,
            WorkerPool.None);
        c.GuardsAreIntact();
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < ldc; j++)
            {
                double sum = j >= n || accumulate ? before[i * ldc + j] : 0, magnitude = 1;
                for (int p = 0; p < k && j < n; p++)
                {
                    double product = (double)a.Span[transposeA ? p * lda + i : i * lda + p]
                        * b.Span[transposeB ? j * ldb + p : p * ldb + j];
                    sum += product;
                    magnitude += Math.Abs(product);
                }
                // k + 1 roundings, each of at most eps/2 of the sum of magnitudes.
                double tolerance = j < n ? (k + 2) * Math.Pow(2, -24) * magnitude : 0;
                float actual = c.Span[i * ldc + j];
                if (!(Math.Abs(actual - sum) <= tolerance))
                    Assert.Fail($"{m}x{n}x{k}: element {i},{j} is {actual}, not {sum} ± {tolerance}");
            }
        }
    }
}
