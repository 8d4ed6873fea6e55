using static Precocial.Tensors.Kernels.LaneAccess;

namespace Precocial.Tensors.Kernels;

/// <summary>Sums of several arrays with a factor each, in one pass over memory: what a mixed operation
/// computes.</summary>
/// <remarks>k loads and one store an element, where k − 1 additions of scaled arrays would have 3k. Every
/// element is added up in the arrays' order with one rounding a term, whatever the lane width.</remarks>
internal static unsafe class WeightedSums
{
    /// <summary>y = Σ factors[i]·x[i].</summary>
    /// <param name="x">Where each array begins; at least one.</param>
    /// <param name="factors">One for each array.</param>
    /// <param name="arrays">How many.</param>
    /// <param name="y">Where the sum goes; not one of the arrays.</param>
    /// <param name="n">Elements of each array.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    public static void Forward(
        float** x, float* factors, int arrays, float* y, long n, WorkerPool? workers = null) =>
        Items.Run(new Kernel(x, factors, arrays, y, n), Items.Of(n), workers);

    private readonly struct Kernel(float** x, float* factors, int arrays, float* y, long n) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            long start = (long)item * Items.Block, end = Math.Min(n, start + Items.Block);
            for (long i = start; i < end; i += T.Count)
            {
                int count = (int)(end - i);
                T sum = Load<T>(x[0] + i, count) * T.Broadcast(factors[0]);
                for (int k = 1; k < arrays; k++)
                    sum = T.MultiplyAdd(Load<T>(x[k] + i, count), T.Broadcast(factors[k]), sum);
                Store(sum, y + i, count);
            }
        }
    }
}
