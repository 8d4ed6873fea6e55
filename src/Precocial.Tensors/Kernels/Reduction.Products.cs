using System.Buffers;
using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

internal static unsafe partial class Reduction
{
    private static double ProductOf(float* x, float* y, long n, WorkerPool? workers)
    {
        int items = Items.Of(n);
        double[] partials = ArrayPool<double>.Shared.Rent(Math.Max(1, items));
        fixed (double* sums = partials)
            Items.Run(new PartialProduct(x, y, n, sums), items, workers);
        double sum = 0;
        for (int i = 0; i < items; i++)
            sum += partials[i];
        ArrayPool<double>.Shared.Return(partials);
        return sum;
    }

    // As for sums: runs of 1024 in lanes, the runs in double.
    private readonly struct PartialProduct(float* x, float* y, long n, double* sums) : IItemKernel
    {
        private const int RunLength = 1024;

        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            long start = (long)item * Items.Block;
            int length = (int)Math.Min(Items.Block, n - start);
            double total = 0;
            for (int i = 0; i < length; i += RunLength)
                total += OfRun<T>(x + start + i, y + start + i, Math.Min(RunLength, length - i));
            sums[item] = total;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static float OfRun<T>(float* x, float* y, int n) where T : struct, ILanes<T>
        {
            T a = T.Broadcast(0f), b = a;
            int i = 0;
            for (; i <= n - 2 * T.Count; i += 2 * T.Count)
            {
                a = T.MultiplyAdd(T.Load(x + i), T.Load(y + i), a);
                b = T.MultiplyAdd(T.Load(x + i + T.Count), T.Load(y + i + T.Count), b);
            }
            for (; i < n; i += T.Count)
                a = T.MultiplyAdd(LaneAccess.Load<T>(x + i, n - i), LaneAccess.Load<T>(y + i, n - i), a);
            return T.Sum(a + b);
        }
    }
}
