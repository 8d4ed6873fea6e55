using System.Numerics;

namespace Precocial.Tensors.Kernels;

/// <summary>Single-precision matrix product C = op(A) op(B), row-major.</summary>
internal static unsafe class Gemm
{
    /// <summary>C [m, n] = op(A) [m, k] · op(B) [k, n], added to C if <paramref name="accumulate"/>.</summary>
    public static void Run(bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda,
        float* b, int ldb, float* c, int ldc, bool accumulate, WorkerPool workers)
    {
        _ = workers;
        nint rowA = transposeA ? 1 : lda, columnA = transposeA ? lda : 1;
        for (int i = 0; i < m; i++)
        {
            var row = new Span<float>(c + (nint)i * ldc, n);
            if (!accumulate)
                row.Clear();
            if (transposeB)
                AddDotProducts(k, a + i * rowA, columnA, b, ldb, row);
            else
                AddScaledRows(k, a + i * rowA, columnA, b, ldb, row);
        }
    }

    private static void AddScaledRows(int k, float* a, nint columnA, float* b, int ldb, Span<float> row)
    {
        for (int p = 0; p < k; p++)
        {
            float scale = a[p * columnA];
            float* source = b + (nint)p * ldb;
            int j = 0;
            for (; j <= row.Length - Vector<float>.Count; j += Vector<float>.Count)
            {
                var sum = new Vector<float>(row[j..]) + scale * Vector.Load(source + j);
                sum.CopyTo(row[j..]);
            }
            for (; j < row.Length; j++)
                row[j] += scale * source[j];
        }
    }

    private static void AddDotProducts(int k, float* a, nint columnA, float* b, int ldb, Span<float> row)
    {
        for (int j = 0; j < row.Length; j++)
        {
            float sum = 0;
            for (int p = 0; p < k; p++)
                sum += a[p * columnA] * b[(nint)j * ldb + p];
            row[j] += sum;
        }
    }
}
