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
            int tapCount = shape.Taps;
            float[] rented = ArrayPool<float>.Shared.Rent(layout.Count + tapCount);
            fixed (float* scratch = rented)
            {
                int* offsets = (int*)(scratch + layout.Count);
                layout.SetTaps(offsets);
                new Span<float>(scratch, layout.Count).Fill(float.NegativeInfinity);
                var (from, to) = Planes(item, shape);
                for (int plane = from; plane < to; plane++)
                {
                    layout.Deal<T>(x + (long)plane * shape.Height * shape.Width, scratch);
                    for (int row = 0; row < shape.OutHeight; row++)
                        Row<T>(scratch + (long)row * layout.RowStep, offsets, row, ((long)plane * shape.OutHeight + row) * shape.OutWidth);
                }
            }
            ArrayPool<float>.Shared.Return(rented);
        }

        private void Row<T>(float* windows, int* offsets, int row, long target) where T : struct, ILanes<T>
        {
            int count = shape.Taps;
            for (int column = 0; column < shape.OutWidth; column += T.Count)
            {
                T best = T.Load(windows + column), place = T.Broadcast(0f);
                for (int tap = 1; tap < count; tap++)
                {
                    T value = T.Load(windows + offsets[tap] + column);
                    T number = T.Equal(value, value), larger = T.LessThan(best, value),
                        here = T.Broadcast((float)tap);
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
            int tapCount = shape.Taps;
            float[] rented = ArrayPool<float>.Shared.Rent(layout.Count + tapCount + shape.OutWidth + T.Count);
            fixed (float* scratch = rented)
            {
                int* offsets = (int*)(scratch + layout.Count);
                float* counts = scratch + layout.Count + tapCount;
                layout.SetTaps(offsets);
                new Span<float>(scratch, layout.Count).Clear();
                CountColumns(shape, countIncludesPadding, counts, T.Count);
                var (from, to) = Planes(item, shape);
                for (int plane = from; plane < to; plane++)
                {
                    layout.Deal<T>(x + (long)plane * shape.Height * shape.Width, scratch);
                    for (int row = 0; row < shape.OutHeight; row++)
                        Row<T>(scratch + (long)row * layout.RowStep, offsets, counts, row, ((long)plane * shape.OutHeight + row) * shape.OutWidth);
                }
            }
            ArrayPool<float>.Shared.Return(rented);
        }

        private void Row<T>(float* windows, int* offsets, float* counts, int row, long target)
            where T : struct, ILanes<T>
        {
            int count = shape.Taps;
            T rows = T.Broadcast((float)Counted(row, shape.Height, shape.WindowHeight, shape.Rows, countIncludesPadding));
            for (int column = 0; column < shape.OutWidth; column += T.Count)
            {
                T sum = T.Load(windows + column);
                for (int tap = 1; tap < count; tap++)
                    sum += T.Load(windows + offsets[tap] + column);
                Store(sum / (rows * T.Load(counts + column)), y + target + column, shape.OutWidth - column);
            }
        }
    }

    // Without taps the gradient of the average, with them that of the maximum. A tap at a time goes over the
    // whole plane:
    // neighbouring taps overlap, and a load that straddles two recent stores waits for both.
    private readonly struct Backward(
        PoolingShape shape, float* dy, float* taps, float* dx, bool accumulate, bool countIncludesPadding) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var layout = new PhasePlane(shape, T.Count);
            int tapCount = shape.Taps;
            int pitch = (shape.OutWidth + T.Count - 1) / T.Count * T.Count,
                counted = shape.OutWidth + T.Count;
            float[] rented = ArrayPool<float>.Shared.Rent(layout.Count + tapCount + counted + shape.OutHeight * pitch);
            fixed (float* scratch = rented)
            {
                int* offsets = (int*)(scratch + layout.Count);
                float* counts = scratch + layout.Count + tapCount, gradients = counts + counted;
                layout.SetTaps(offsets);
                CountColumns(shape, countIncludesPadding, counts, T.Count);
                var (from, to) = Planes(item, shape);
                for (int plane = from; plane < to; plane++)
                {
                    new Span<float>(scratch, layout.Count).Clear();
                    Share<T>(dy + (long)plane * shape.OutHeight * shape.OutWidth, counts, gradients, pitch);
                    float* chosen = taps == null ? null : taps + (long)plane * shape.OutHeight * shape.OutWidth;
                    for (int tap = 0; tap < shape.Taps; tap++)
                        Add<T>(gradients, pitch, chosen, tap, scratch + offsets[tap], layout.RowStep);
                    layout.Gather<T>(scratch, dx + (long)plane * shape.Height * shape.Width, accumulate);
                }
            }
            ArrayPool<float>.Shared.Return(rented);
        }

        // dy, for the average over its count; lanes past the end of a row are 0, so that they add nothing.
        private void Share<T>(float* plane, float* counts, float* gradients, int pitch) where T : struct, ILanes<T>
        {
            for (int row = 0; row < shape.OutHeight; row++)
            {
                T rows = T.Broadcast((float)Counted(row, shape.Height, shape.WindowHeight, shape.Rows, countIncludesPadding));
                for (int column = 0; column < shape.OutWidth; column += T.Count)
                {
                    T g = Load<T>(plane + (long)row * shape.OutWidth + column, shape.OutWidth - column);
                    if (taps == null)
                        g /= rows * T.Load(counts + column);
                    g.Store(gradients + (long)row * pitch + column);
                }
            }
        }

        private void Add<T>(float* gradients, int pitch, float* chosen, int tap, float* places, int rowStep)
            where T : struct, ILanes<T>
        {
            T number = T.Broadcast((float)tap);
            for (int row = 0; row < shape.OutHeight; row++)
            {
                for (int column = 0; column < shape.OutWidth; column += T.Count)
                {
                    T g = T.Load(gradients + (long)row * pitch + column);
                    if (chosen != null)
                    {
                        float* choice = chosen + (long)row * shape.OutWidth + column;
                        g &= T.Equal(Load<T>(choice, shape.OutWidth - column), number);
                    }
                    float* place = places + (long)row * rowStep + column;
                    (T.Load(place) + g).Store(place);
                }
            }
        }
    }

    /// <summary>How many of a window's rows (or columns) the average counts: those inside the plane, or inside
    /// the plane with its padding. What hangs over the padding never counts.</summary>
    private static int Counted(int window, int length, int size, WindowAxis axis, bool countIncludesPadding)
    {
        int start = window * axis.Stride - axis.Before;
        return countIncludesPadding
            ? Math.Min(length + axis.After, start + size) - start
            : Math.Min(length, start + size) - Math.Max(0, start);
    }

    private static void CountColumns(in PoolingShape shape, bool countIncludesPadding, float* counts, int lanes)
    {
        for (int column = 0; column < shape.OutWidth; column++)
            counts[column] = Counted(column, shape.Width, shape.WindowWidth, shape.Columns, countIncludesPadding);
        for (int i = 0; i < lanes; i++)
            counts[shape.OutWidth + i] = 1;
    }
}
