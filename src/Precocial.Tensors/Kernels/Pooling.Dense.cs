using System.Buffers;
using static Precocial.Tensors.Kernels.LaneAccess;

namespace Precocial.Tensors.Kernels;

// The gradient of windows that move one step at a time, the usual pools of cells: each element gathers what
// the windows over it say, in registers. Windows that there are not are a margin of zeros around the
// gradients.
internal static unsafe partial class Pooling
{
    private readonly struct DenseBackward(PoolingShape shape, float* dy, float* taps, float* dx,
        bool accumulate, bool countIncludesPadding) : IItemKernel
    {
        private int Top => Math.Max(0, shape.WindowHeight - 1 - shape.Rows.Before);

        private int Left => Math.Max(0, shape.WindowWidth - 1 - shape.Columns.Before);

        private int GridRows => Top + Math.Max(shape.OutHeight, shape.Height + shape.Rows.Before);

        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int pitch = Left + Math.Max(shape.OutWidth, shape.Width + shape.Columns.Before) + T.Count;
            int grid = GridRows * pitch, counted = shape.OutWidth + T.Count;
            float[] rented = ArrayPool<float>.Shared.Rent(2 * grid + counted);
            fixed (float* gradients = rented)
            {
                float* places = gradients + grid, counts = places + grid;
                new Span<float>(gradients, grid).Clear();
                CountColumns(shape, countIncludesPadding, counts, T.Count);
                var (from, to) = Planes(item, shape);
                for (int plane = from; plane < to; plane++)
                {
                    Spread<T>(plane, gradients, places, counts, pitch);
                    for (int row = 0; row < shape.Height; row++)
                        Collect<T>(plane, row, gradients, places, pitch);
                }
            }
            ArrayPool<float>.Shared.Return(rented);
        }

        // The gradients, for the average over their counts, and where their windows' maxima are.
        private void Spread<T>(int plane, float* gradients, float* places, float* counts, int pitch)
            where T : struct, ILanes<T>
        {
            int width = shape.OutWidth;
            for (int row = 0; row < shape.OutHeight; row++)
            {
                nint source = ((nint)plane * shape.OutHeight + row) * width;
                nint target = (Top + row) * pitch + Left;
                T rows = T.Broadcast(
                    (float)Counted(row, shape.Height, shape.WindowHeight, shape.Rows, countIncludesPadding));
                for (int column = 0; column < width; column += T.Count)
                {
                    int left = width - column;
                    T g = Load<T>(dy + source + column, left);
                    if (taps == null)
                        g /= rows * T.Load(counts + column);
                    else
                        Store(Load<T>(taps + source + column, left), places + target + column, left);
                    Store(g, gradients + target + column, left);
                }
            }
        }

        private void Collect<T>(int plane, int row, float* gradients, float* places, int pitch)
            where T : struct, ILanes<T>
        {
            float* target = dx + ((nint)plane * shape.Height + row) * shape.Width;
            // Where tap (0, 0) of the first element's windows is.
            nint start = (nint)(Top + row + shape.Rows.Before) * pitch + Left + shape.Columns.Before;
            for (int column = 0; column < shape.Width; column += T.Count)
            {
                T sum = accumulate ? Load<T>(target + column, shape.Width - column) : T.Broadcast(0f);
                nint line = start + column;
                float number = 0;
                for (int i = 0; i < shape.WindowHeight; i++, line -= pitch)
                {
                    for (int j = 0; j < shape.WindowWidth; j++, number++)
                    {
                        T g = T.Load(gradients + line - j);
                        sum += taps == null ? g : g & T.Equal(T.Load(places + line - j), T.Broadcast(number));
                    }
                }
                Store(sum, target + column, shape.Width - column);
            }
        }
    }
}
