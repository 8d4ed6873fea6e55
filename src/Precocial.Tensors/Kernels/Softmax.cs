using static Precocial.Tensors.Kernels.LaneAccess;

namespace Precocial.Tensors.Kernels;

/// <summary>Softmax and its logarithm over rows [rows, columns], and their gradients.</summary>
/// <remarks>The row's maximum is subtracted first. A NaN makes its row NaN. Outputs may be inputs.</remarks>
internal static unsafe class Softmax
{
    /// <summary>y = exp(x − max) / Σ exp(x − max).</summary>
    public static void Forward(float* x, float* y, int rows, int columns, WorkerPool? workers = null) =>
        Run(new Exponentials(x, y, rows, columns), rows, columns, workers);

    /// <summary>y = x − max − ln Σ exp(x − max).</summary>
    public static void LogForward(float* x, float* y, int rows, int columns, WorkerPool? workers = null) =>
        Run(new Logarithms(x, y, rows, columns), rows, columns, workers);

    /// <summary>dx (+)= y·(dy − Σ dy·y), y the softmax.</summary>
    public static void Backward(
        float* dy, float* y, float* dx, int rows, int columns, bool accumulate, WorkerPool? workers = null) =>
        Run(new Gradient(dy, y, dx, rows, columns, accumulate), rows, columns, workers);

    /// <summary>dx (+)= dy − exp(y)·Σ dy, y the logarithm of the softmax.</summary>
    public static void LogBackward(
        float* dy, float* y, float* dx, int rows, int columns, bool accumulate, WorkerPool? workers = null) =>
        Run(new LogGradient(dy, y, dx, rows, columns, accumulate), rows, columns, workers);

    /// <summary>The largest of a row; unspecified if one is NaN.</summary>
    public static float Largest<T>(float* row, int n) where T : struct, ILanes<T>
    {
        T largest = T.Broadcast(float.NegativeInfinity);
        int i = 0;
        for (; i <= n - T.Count; i += T.Count)
            largest = T.Max(largest, T.Load(row + i));
        if (i < n)
            largest = T.Max(largest, T.LoadFirst(row + i, n - i, largest));
        return T.Largest(largest);
    }

    /// <summary>target = exp(row − shift); returns the sum.</summary>
    public static float Exponentiate<T>(float* row, float* target, int n, float shift) where T : struct, ILanes<T>
    {
        T sum = T.Broadcast(0f), largest = T.Broadcast(shift);
        int i = 0;
        for (; i <= n - T.Count; i += T.Count)
        {
            T e = VectorMath.Exp(T.Load(row + i) - largest);
            e.Store(target + i);
            sum += e;
        }
        if (i == n)
            return T.Sum(sum);
        // The other lanes are e^−∞ = 0, and add nothing.
        T last = VectorMath.Exp(T.LoadFirst(row + i, n - i, T.Broadcast(float.NegativeInfinity)) - largest);
        last.StoreFirst(target + i, n - i);
        return T.Sum(sum + last);
    }

    private static void Run<TKernel>(in TKernel kernel, int rows, int columns, WorkerPool? workers)
        where TKernel : struct, IItemKernel
    {
        int perItem = Items.RowsPerItem(rows, columns);
        Items.Run(kernel, (rows + perItem - 1) / perItem, workers);
    }

    private static (int From, int To) Rows(int item, int rows, int columns)
    {
        int perItem = Items.RowsPerItem(rows, columns);
        return (item * perItem, Math.Min(rows, (item + 1) * perItem));
    }

    private readonly struct Exponentials(float* x, float* y, int rows, int columns) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var (from, to) = Rows(item, rows, columns);
            for (int row = from; row < to; row++)
            {
                float* source = x + (long)row * columns, target = y + (long)row * columns;
                if (columns <= T.Count)
                {
                    Short<T>(source, target);
                    continue;
                }
                float sum = Exponentiate<T>(source, target, columns, Largest<T>(source, columns));
                T inverse = T.Broadcast(1 / sum);
                for (int i = 0; i < columns; i += T.Count)
                    Store(Load<T>(target + i, columns - i) * inverse, target + i, columns - i);
            }
        }

        // A row that fits a register stays there: reading back a partial store would wait for it.
        private void Short<T>(float* source, float* target) where T : struct, ILanes<T>
        {
            T values = columns == T.Count
                ? T.Load(source)
                : T.LoadFirst(source, columns, T.Broadcast(float.NegativeInfinity));
            T e = VectorMath.Exp(values - T.Broadcast(T.Largest(values)));
            Store(e * T.Broadcast(1 / T.Sum(e)), target, columns);
        }
    }

    private readonly struct Logarithms(float* x, float* y, int rows, int columns) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var (from, to) = Rows(item, rows, columns);
            for (int row = from; row < to; row++)
            {
                float* source = x + (long)row * columns, target = y + (long)row * columns;
                float largest = Largest<T>(source, columns);
                T shift = T.Broadcast(largest), log = T.Broadcast(MathF.Log(Sum<T>(source, shift)));
                for (int i = 0; i < columns; i += T.Count)
                    Store(Load<T>(source + i, columns - i) - shift - log, target + i, columns - i);
            }
        }

        private float Sum<T>(float* source, T shift) where T : struct, ILanes<T>
        {
            T sum = T.Broadcast(0f);
            int i = 0;
            for (; i <= columns - T.Count; i += T.Count)
                sum += VectorMath.Exp(T.Load(source + i) - shift);
            if (i == columns)
                return T.Sum(sum);
            // The other lanes are e^−∞ = 0, and add nothing.
            T last = T.LoadFirst(source + i, columns - i, T.Broadcast(float.NegativeInfinity));
            return T.Sum(sum + VectorMath.Exp(last - shift));
        }
    }

    private readonly struct Gradient(float* dy, float* y, float* dx, int rows, int columns, bool accumulate) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var (from, to) = Rows(item, rows, columns);
            for (int row = from; row < to; row++)
            {
                long start = (long)row * columns;
                T product = T.Broadcast(0f);
                for (int i = 0; i < columns; i += T.Count)
                    product = T.MultiplyAdd(Load<T>(dy + start + i, columns - i), Load<T>(y + start + i, columns - i), product);
                T sum = T.Broadcast(T.Sum(product));
                for (int i = 0; i < columns; i += T.Count)
                {
                    int count = columns - i;
                    T value = Load<T>(y + start + i, count) * (Load<T>(dy + start + i, count) - sum);
                    Store(accumulate ? Load<T>(dx + start + i, count) + value : value, dx + start + i, count);
                }
            }
        }
    }

    private readonly struct LogGradient(
        float* dy, float* y, float* dx, int rows, int columns, bool accumulate) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var (from, to) = Rows(item, rows, columns);
            for (int row = from; row < to; row++)
            {
                long start = (long)row * columns;
                T total = T.Broadcast(0f);
                for (int i = 0; i < columns; i += T.Count)
                    total += Load<T>(dy + start + i, columns - i);
                T sum = T.Broadcast(T.Sum(total));
                for (int i = 0; i < columns; i += T.Count)
                {
                    int count = columns - i;
                    T p = VectorMath.Exp(Load<T>(y + start + i, count));
                    T value = Load<T>(dy + start + i, count) - p * sum;
                    Store(accumulate ? Load<T>(dx + start + i, count) + value : value, dx + start + i, count);
                }
            }
        }
    }
}
