using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels;

/// <summary>The same bytes with 1, 2 and 5 threads, on arrays that are cut into several items.</summary>
public sealed unsafe class ThreadCountTests
{
    private const int Count = 100_003;

    private delegate void Kernel(float* x, float* z, float* y, WorkerPool workers);

    public static TheoryData<string> Names => [.. _kernels.Keys];

    private static readonly Dictionary<string, Kernel> _kernels = new()
    {
        ["gelu"] = (x, z, y, w) => Elementwise.Gelu(x, y, Count, w),
        ["tanh gradient"] = (x, z, y, w) => Elementwise.TanhBackward(x, z, y, Count, accumulate: true, w),
        ["add"] = (x, z, y, w) => Elementwise.Add(x, z, y, Count, w),
        ["broadcast"] = (x, z, y, w) => Broadcast.Multiply(x, [100, 1000], z, [100, 1], y, [100, 1000], w),
        ["broadcast sum"] = (x, z, y, w) => Broadcast.SumTo(x, [10, 100, 100], y, [1, 100, 1], accumulate: false, w),
        ["total"] = (x, z, y, w) => *(double*)y = Reduction.Total(x, Count, w),
        ["squared norm"] = (x, z, y, w) => *(double*)y = Reduction.SquaredNorm(x, Count, w),
        ["product"] = (x, z, y, w) => *(double*)y = Reduction.Product(x, z, Count, w),
        ["weighted sum"] = (x, z, y, w) =>
        {
            float** parts = stackalloc float*[2] { x, z };
            WeightedSums.Forward(parts, x, 2, y, Count, w);
        },
        ["sum of rows"] = (x, z, y, w) => Reduction.SumRows(x, y, 500, 200, accumulate: false, w),
        ["sum of columns"] = (x, z, y, w) => Reduction.Sum(x, y, 500, 200, 1, scale: 1, accumulate: false, w),
        ["permute"] = (x, z, y, w) => Transposition.Permute(x, [10, 100, 100], [2, 0, 1], y, accumulate: false, w),
        ["softmax"] = (x, z, y, w) => Softmax.Forward(x, y, 1000, 100, w),
        ["max pool"] = (x, z, y, w) => Pooling.Max(new(100, 30, 33, 3, 2, 1), x, y, y + 50_000, w),
        ["average pool gradient"] =
            (x, z, y, w) => Pooling.AverageBackward(new(100, 30, 33, 3, 1, 1), x, y, false, accumulate: false, w),
        ["batch norm"] = (x, z, y, w) => BatchNormalization.Forward(
            x, z, z, y, y + 99_000, y + 99_100, null, null, new(10, 90, 110), 0.1f, 1e-5f, rectify: false, w),
        ["batch norm gradient"] = (x, z, y, w) => BatchNormalization.Backward(
            x, z, null, z, z, z, y, false, y + 99_000, y + 99_100, false, new(10, 90, 110), batchStatistics: true, w),
        ["layer norm gradient"] = (x, z, y, w) => LayerNormalization.Backward(
            x, z, z, z, z, y, false, y + 90_000, y + 99_000, false, 900, 100, w),
        ["momentum"] = (x, z, y, w) => OptimizerKernels.Momentum(y, x, z, Count, 0.1f, 0.9f, 0.01f, nesterov: true, w),
    };

    [Theory, MemberData(nameof(Names))]
    public void Kernel_OnAnyNumberOfThreads_GivesTheSameBytes(string name)
    {
        float[] expected = Run(name, threads: 1);
        Bits.ShouldBeEqual(Run(name, threads: 2), expected, "2 threads");
        Bits.ShouldBeEqual(Run(name, threads: 5), expected, "5 threads");
    }

    private static float[] Run(string name, int threads)
    {
        using Native x = Native.Random(Count, new Rng(1)), z = Native.Random(Count, new Rng(2));
        using var y = Native.Random(Count, new Rng(3));
        using var workers = new WorkerPool(threads);
        _kernels[name](x.Pointer, z.Pointer, y.Pointer, workers);
        return y.Span.ToArray();
    }
}
