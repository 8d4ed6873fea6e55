using Precocial.Tensors;
using Precocial.Tensors.Kernels;

namespace Precocial.Duel;

/// <summary>gemm M N K TT: a matrix product; TT = NN, NT or TN.</summary>
internal sealed unsafe class GemmContest : IContest
{
    public Action? Prepare(string[] request)
    {
        if (request is not ["gemm", var rows, var columns, var inner, var transposes])
            return null;
        int m = int.Parse(rows), n = int.Parse(columns), k = int.Parse(inner);
        bool transposeA = transposes[0] == 'T', transposeB = transposes[1] == 'T';
        float* a = NativeArray.Random(m * k), b = NativeArray.Random(k * n), c = NativeArray.Random(m * n);
        int lda = transposeA ? m : k, ldb = transposeB ? k : n;
        return () => Gemm.Run(transposeA, transposeB, m, n, k, a, lda, b, ldb, c, n, accumulate: false,
            WorkerPool.None);
    }
}
