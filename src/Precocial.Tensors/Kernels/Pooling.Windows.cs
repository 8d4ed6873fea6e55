using System.Buffers;
using static Precocial.Tensors.Kernels.LaneAccess;

namespace Precocial.Tensors.Kernels;

internal static unsafe partial class Pooling
{
    private readonly struct MaxForward(PoolingShape shape, float* x, float* y, float* taps) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var layout = new PhasePlane(shape, T.Count);
            float[] rented = ArrayPool<float>.Shared.Rent(layout.Count);
            fixed (float* scratch = rented)
            {
                new Span<float>(scratch, layout.Count).Fill(float.NegativeInfinity);
                var (from, to) = Planes(item, shape);
                for (int plane = from; plane < to; plane++)
                {
                    layout.Deal<T>(x + (long)plane * shape.Height * shape.Width, scratch);
                    for (int row = 0; row < shape.OutHeight; row++)
                        Row<T>(layout, scratch, row, ((long)plane * shape.OutHeight + row) * shape.OutWidth);
                }
            }
            ArrayPool<float>.Shared.Return(rented);
        }

        private void Row<T>(in PhasePlane layout, float* scratch, int row, long target) where T : struct, ILanes<T>
        {
            for (int column = 0; column < shape.OutWidth; column += T.Count)
            {
                T best = T.Load(scratch + layout.Offset(row, 0, 0) + column), place = T.Broadcast(0f);
                for (int tap = 1; tap < shape.Size * shape.Size; tap++)
                {
                    T value = T.Load(scratch + layout.Offset(row, tap / shape.Size, tap % shape.Size) + column);
                    T number = T.Equal(value, value), larger = T.LessThan(best, value), here = T.Broadcast((float)tap);
                    // A NaN takes over; nothing is larger than it, so that it stays (or the last one does).
                    best = T.Select(number, T.Select(larger, value, best), value);
                    place = T.Select(number, T.Select(larger, here, place), here);
                }
                Store(best, y + target + column, shape.OutWidth - column);
                if (taps != null)
                    Store(place, taps + target + column, shape.OutWidth - column);
            }
        }
    }

    private readonly struct AverageForward(
        PoolingShape shape, float* x, float* y, bool countIncludesPadding) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var layout = new PhasePlane(shape, T.Count);
            float[] rented = ArrayPool<float>.Shared.Rent(layout.Count + shape.OutWidth + T.Count);
            fixed (float* scratch = rented)
            {
                float* counts = scratch + layout.Count;
                new Span<float>(scratch, layout.Count).Clear();
                CountColumns(shape, countIncludesPadding, counts, T.Count);
                var (from, to) = Planes(item, shape);
                for (int plane = from; plane < to; plane++)
                {
                    layout.Deal<T>(x + (long)plane * shape.Height * shape.Width, scratch);
                    for (int row = 0; row < shape.OutHeight; row++)
                        Row<T>(layout, scratch, counts, row, ((long)plane * shape.OutHeight + row) * shape.OutWidth);
                }
            }
            ArrayPool<float>.Shared.Return(rented);
        }

        private void Row<T>(in PhasePlane layout, float* scratch, float* counts, int row, long target)
            where T : struct, ILanes<T>
        {
            T rows = T.Broadcast(countIncludesPadding ? shape.Size : Inside(row, shape.Height, shape));
            for (int column = 0; column < shape.OutWidth; column += T.Count)
            {
                T sum = T.Load(scratch + layout.Offset(row, 0, 0) + column);
                for (int tap = 1; tap < shape.Size * shape.Size; tap++)
                    sum += T.Load(scratch + layout.Offset(row, tap / shape.Size, tap % shape.Size) + column);
                Store(sum / (rows * T.Load(counts + column)), y + target + column, shape.OutWidth - column);
            }
        }
    }

    // Without taps the gradient of the average, with them that of the maximum.
    private readonly struct Backward(
        PoolingShape shape, float* dy, float* taps, float* dx, bool accumulate, bool countIncludesPadding) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var layout = new PhasePlane(shape, T.Count);
            float[] rented = ArrayPool<float>.Shared.Rent(layout.Count + shape.OutWidth + T.Count);
            fixed (float* scratch = rented)
            {
                float* counts = scratch + layout.Count;
                CountColumns(shape, countIncludesPadding, counts, T.Count);
                var (from, to) = Planes(item, shape);
                for (int plane = from; plane < to; plane++)
                {
                    new Span<float>(scratch, layout.Count).Clear();
                    for (int row = 0; row < shape.OutHeight; row++)
                    {
                        long source = ((long)plane * shape.OutHeight + row) * shape.OutWidth;
                        if (taps == null)
                            Share<T>(layout, scratch, counts, row, source);
                        else
                            Route<T>(layout, scratch, row, source);
                    }
                    layout.Gather<T>(scratch, dx + (long)plane * shape.Height * shape.Width, accumulate);
                }
            }
            ArrayPool<float>.Shared.Return(rented);
        }

        private void Share<T>(in PhasePlane layout, float* scratch, float* counts, int row, long source)
            where T : struct, ILanes<T>
        {
            T rows = T.Broadcast(countIncludesPadding ? shape.Size : Inside(row, shape.Height, shape));
            for (int column = 0; column < shape.OutWidth; column += T.Count)
            {
                // Lanes past the end are 0 and add nothing.
                T g = Load<T>(dy + source + column, shape.OutWidth - column) / (rows * T.Load(counts + column));
                for (int tap = 0; tap < shape.Size * shape.Size; tap++)
                {
                    float* place = scratch + layout.Offset(row, tap / shape.Size, tap % shape.Size) + column;
                    (T.Load(place) + g).Store(place);
                }
            }
        }

        private void Route<T>(in PhasePlane layout, float* scratch, int row, long source) where T : struct, ILanes<T>
        {
            for (int column = 0; column < shape.OutWidth; column += T.Count)
            {
                T g = Load<T>(dy + source + column, shape.OutWidth - column);
                T chosen = Load<T>(taps + source + column, shape.OutWidth - column);
                for (int tap = 0; tap < shape.Size * shape.Size; tap++)
                {
                    float* place = scratch + layout.Offset(row, tap / shape.Size, tap % shape.Size) + column;
                    (T.Load(place) + (T.Equal(chosen, T.Broadcast((float)tap)) & g)).Store(place);
                }
            }
        }
    }

    /// <summary>How many of a window's rows (or columns) are not padding.</summary>
    private static int Inside(int window, int length, in PoolingShape shape)
    {
        int start = window * shape.Stride - shape.Padding;
        return Math.Min(length, start + shape.Size) - Math.Max(0, start);
    }

    private static void CountColumns(in PoolingShape shape, bool countIncludesPadding, float* counts, int lanes)
    {
        for (int column = 0; column < shape.OutWidth; column++)
            counts[column] = countIncludesPadding ? shape.Size : Inside(column, shape.Width, shape);
        for (int i = 0; i < lanes; i++)
            counts[shape.OutWidth + i] = 1;
    }
}
