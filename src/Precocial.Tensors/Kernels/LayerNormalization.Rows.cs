using static Precocial.Tensors.Kernels.LaneAccess;

namespace Precocial.Tensors.Kernels;

internal static unsafe partial class LayerNormalization
{
    private readonly struct Rows(
        float* x, float* scale, float* bias, float* y, float* mean, float* inverseDeviation, int rows, int columns,
        int rowsPerItem, float epsilon) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int end = Math.Min(rows, (item + 1) * rowsPerItem);
            for (int row = item * rowsPerItem; row < end; row++)
            {
                long start = (long)row * columns;
                mean[row] = Mean<T>(x + start);
                inverseDeviation[row] = (float)(1 / Math.Sqrt(Variance<T>(x + start, mean[row]) + epsilon));
                Normalize(x + start, y + start, T.Broadcast(mean[row]), T.Broadcast(inverseDeviation[row]));
            }
        }

        private float Mean<T>(float* row) where T : struct, ILanes<T>
        {
            T sum = T.Broadcast(0f);
            for (int i = 0; i < columns; i += T.Count)
                sum += Load<T>(row + i, columns - i);
            return T.Sum(sum) / columns;
        }

        private double Variance<T>(float* row, float center) where T : struct, ILanes<T>
        {
            T sum = T.Broadcast(0f), shift = T.Broadcast(center);
            int i = 0;
            for (; i <= columns - T.Count; i += T.Count)
            {
                T d = T.Load(row + i) - shift;
                sum = T.MultiplyAdd(d, d, sum);
            }
            if (i < columns)
            {
                T d = T.LoadFirst(row + i, columns - i, shift) - shift; // lanes past the end add 0
                sum = T.MultiplyAdd(d, d, sum);
            }
            return (double)T.Sum(sum) / columns;
        }

        private void Normalize<T>(float* row, float* target, T center, T inverse) where T : struct, ILanes<T>
        {
            T one = T.Broadcast(1f), zero = T.Broadcast(0f);
            for (int i = 0; i < columns; i += T.Count)
            {
                int count = columns - i;
                T factor = scale == null ? one : Load<T>(scale + i, count);
                T shift = bias == null ? zero : Load<T>(bias + i, count);
                T normal = (Load<T>(row + i, count) - center) * inverse;
                Store(T.MultiplyAdd(normal, factor, shift), target + i, count);
            }
        }
    }

    // With g = dy·scale and xhat the normalised row: dx = inverseDeviation·(g − mean(g) − xhat·mean(g·xhat)).
    private readonly struct InputGradient(
        float* dy, float* x, float* scale, float* mean, float* inverseDeviation, float* dx, int rows, int columns,
        int rowsPerItem, bool accumulate) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int end = Math.Min(rows, (item + 1) * rowsPerItem);
            for (int row = item * rowsPerItem; row < end; row++)
                Row<T>(row);
        }

        private void Row<T>(int row) where T : struct, ILanes<T>
        {
            long start = (long)row * columns;
            T center = T.Broadcast(mean[row]), inverse = T.Broadcast(inverseDeviation[row]);
            T one = T.Broadcast(1f), sum = T.Broadcast(0f), product = sum;
            for (int i = 0; i < columns; i += T.Count)
            {
                int count = columns - i;
                T g = Load<T>(dy + start + i, count) * (scale == null ? one : Load<T>(scale + i, count));
                sum += g;
                product = T.MultiplyAdd(g, (Load<T>(x + start + i, count) - center) * inverse, product);
            }
            T meanGradient = T.Broadcast(T.Sum(sum) / columns),
                meanProduct = T.Broadcast(T.Sum(product) / columns);
            for (int i = 0; i < columns; i += T.Count)
            {
                int count = columns - i;
                T g = Load<T>(dy + start + i, count) * (scale == null ? one : Load<T>(scale + i, count));
                T normal = (Load<T>(x + start + i, count) - center) * inverse;
                T value = (g - meanGradient - normal * meanProduct) * inverse;
                if (accumulate)
                    value += Load<T>(dx + start + i, count);
                Store(value, dx + start + i, count);
            }
        }
    }

    // Columns side by side: sums over rows need no partial sums to combine.
    private readonly struct ParameterGradient(
        float* dy, float* x, float* mean, float* inverseDeviation, float* dscale, float* dbias, int rows, int columns,
        bool accumulate) : IItemKernel
    {
        public const int Columns = 64;

        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int end = Math.Min(columns, (item + 1) * Columns);
            for (int column = item * Columns; column < end; column += T.Count)
                Strip<T>(column, end - column);
        }

        private void Strip<T>(int column, int count) where T : struct, ILanes<T>
        {
            T sum = T.Broadcast(0f), product = sum;
            for (int row = 0; row < rows; row++)
            {
                long at = (long)row * columns + column;
                T g = Load<T>(dy + at, count);
                T normal = (Load<T>(x + at, count) - T.Broadcast(mean[row])) * T.Broadcast(inverseDeviation[row]);
                sum += g;
                product = T.MultiplyAdd(g, normal, product);
            }
            Set(dbias, sum, column, count);
            Set(dscale, product, column, count);
        }

        private void Set<T>(float* target, T value, int column, int count) where T : struct, ILanes<T>
        {
            if (target == null)
                return;
            if (accumulate)
                value += Load<T>(target + column, count);
            Store(value, target + column, count);
        }
    }
}
