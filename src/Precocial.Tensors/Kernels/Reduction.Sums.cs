using System.Buffers;
using System.Runtime.CompilerServices;
using static Precocial.Tensors.Kernels.LaneAccess;

namespace Precocial.Tensors.Kernels;

internal static unsafe partial class Reduction
{
    private interface ITerm
    {
        T Add<T>(T sum, T x) where T : struct, ILanes<T>;
    }

    private readonly struct SumTerm : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Add<T>(T sum, T x) where T : struct, ILanes<T> => sum + x;
    }

    private readonly struct SquareTerm : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Add<T>(T sum, T x) where T : struct, ILanes<T> => T.MultiplyAdd(x, x, sum);
    }

    private static double TotalOf<TTerm>(TTerm term, float* x, long n, WorkerPool? workers)
        where TTerm : struct, ITerm
    {
        int items = Items.Of(n);
        if (items <= 1)
        {
            double total = 0;
            Items.Run(new Partial<TTerm>(term, x, n, &total), items, workers);
            return total;
        }
        double[] partials = ArrayPool<double>.Shared.Rent(items);
        fixed (double* sums = partials)
            Items.Run(new Partial<TTerm>(term, x, n, sums), items, workers);
        double sum = 0;
        for (int i = 0; i < items; i++)
            sum += partials[i];
        ArrayPool<double>.Shared.Return(partials);
        return sum;
    }

    // One item's sum. Runs of 1024 are added in lanes, the runs in double: the error stays near that of 1024
    // terms.
    private readonly struct Partial<TTerm>(TTerm term, float* x, long n, double* sums) : IItemKernel
        where TTerm : struct, ITerm
    {
        private const int RunLength = 1024;

        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            long start = (long)item * Items.Block;
            int length = (int)Math.Min(Items.Block, n - start);
            double total = 0;
            for (int i = 0; i < length; i += RunLength)
                total += OfRun<TTerm, T>(term, x + start + i, Math.Min(RunLength, length - i));
            sums[item] = total;
        }
    }

    /// <summary>The sum of the terms of n elements in four chains of lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float OfRun<TTerm, T>(TTerm term, float* x, int n)
        where TTerm : struct, ITerm
        where T : struct, ILanes<T>
    {
        T a = T.Broadcast(0f), b = a, c = a, d = a;
        int i = 0;
        for (; i <= n - 4 * T.Count; i += 4 * T.Count)
        {
            a = term.Add(a, T.Load(x + i));
            b = term.Add(b, T.Load(x + i + T.Count));
            c = term.Add(c, T.Load(x + i + 2 * T.Count));
            d = term.Add(d, T.Load(x + i + 3 * T.Count));
        }
        for (; i <= n - T.Count; i += T.Count)
            a = term.Add(a, T.Load(x + i));
        if (i < n)
            b = term.Add(b, T.LoadFirst(x + i, n - i));
        return T.Sum(a + b + (c + d));
    }

    private readonly struct RowSums(
        float* x, float* y, int rows, int columns, float scale, bool accumulate, int rowsPerItem) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int end = Math.Min(rows, (item + 1) * rowsPerItem);
            for (int row = item * rowsPerItem; row < end; row++)
            {
                float sum = OfRow<T>(x + (long)row * columns) * scale;
                y[row] = accumulate ? y[row] + sum : sum;
            }
        }

        private float OfRow<T>(float* row) where T : struct, ILanes<T>
        {
            if (columns <= 1024)
                return OfRun<SumTerm, T>(default, row, columns);
            double total = 0;
            for (int i = 0; i < columns; i += 1024)
                total += OfRun<SumTerm, T>(default, row + i, Math.Min(1024, columns - i));
            return (float)total;
        }
    }

    // A strip of columns at a time, so that its sums stay in the first-level cache while the rows stream
    // past.
    private readonly struct ColumnSums(
        float* x, float* y, int axis, int inner, int columns, int strips, float scale, bool accumulate) : IItemKernel
    {
        /// <summary>Columns in one item: a fixed function of the sizes.</summary>
        public static int Columns(int axis, int inner) =>
            (int)Math.Min(inner, Math.Max(64, Items.Block / Math.Max(1, axis) / 64 * 64L));

        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int outer = item / strips, from = item % strips * columns, to = Math.Min(inner, from + columns);
            float* plane = x + (long)outer * axis * inner;
            float* target = y + (long)outer * inner;
            int j = from;
            for (; j <= to - 4 * T.Count; j += 4 * T.Count)
                OfFourRegisters<T>(plane + j, target + j);
            for (; j < to; j += T.Count)
                OfColumns<T>(plane + j, target + j, to - j);
        }

        // Four registers of a row are whole cache lines side by side, which the prefetcher follows from row
        // to row.
        private void OfFourRegisters<T>(float* first, float* target) where T : struct, ILanes<T>
        {
            T a = T.Broadcast(0f), b = a, c = a, d = a;
            for (int i = 0; i < axis; i++)
            {
                float* row = first + (long)i * inner;
                a += T.Load(row);
                b += T.Load(row + T.Count);
                c += T.Load(row + 2 * T.Count);
                d += T.Load(row + 3 * T.Count);
            }
            Set(a, target, T.Count);
            Set(b, target + T.Count, T.Count);
            Set(c, target + 2 * T.Count, T.Count);
            Set(d, target + 3 * T.Count, T.Count);
        }

        private void Set<T>(T sum, float* target, int count) where T : struct, ILanes<T>
        {
            sum *= T.Broadcast(scale);
            if (accumulate)
                sum += Load<T>(target, count);
            Store(sum, target, count);
        }

        private void OfColumns<T>(float* first, float* target, int count) where T : struct, ILanes<T>
        {
            T even = T.Broadcast(0f), odd = even;
            int i = 0;
            for (; i + 1 < axis; i += 2)
            {
                even += Load<T>(first + (long)i * inner, count);
                odd += Load<T>(first + (long)(i + 1) * inner, count);
            }
            if (i < axis)
                even += Load<T>(first + (long)i * inner, count);
            Set(even + odd, target, count);
        }
    }

    private readonly struct Expand(float* dy, float* dx, int axis, int inner, float scale, bool accumulate) : IItemKernel
    {
        public void Run<T>(int outer) where T : struct, ILanes<T>
        {
            float* target = dx + (long)outer * axis * inner;
            if (inner == 1)
            {
                Spread(T.Broadcast(dy[outer] * scale), target, axis);
                return;
            }
            T factor = T.Broadcast(scale);
            for (int i = 0; i < axis; i++)
            {
                for (int j = 0; j < inner; j += T.Count)
                {
                    int count = inner - j;
                    float* place = target + (long)i * inner + j;
                    T added = Load<T>(dy + (long)outer * inner + j, count) * factor;
                    Store(accumulate ? Load<T>(place, count) + added : added, place, count);
                }
            }
        }

        private void Spread<T>(T value, float* target, int n) where T : struct, ILanes<T>
        {
            for (int i = 0; i < n; i += T.Count)
            {
                int count = n - i;
                Store(accumulate ? Load<T>(target + i, count) + value : value, target + i, count);
            }
        }
    }
}
