using System.Runtime.CompilerServices;
using static Precocial.Tensors.Kernels.LaneAccess;

namespace Precocial.Tensors.Kernels;

// The usual pooling of networks, 2×2 windows that do not overlap over an even plane: two rows give one, without a
// scratch plane. Lanes are neighbouring outputs. Where a row is just one register, two pairs of rows make one of outputs.
internal static unsafe partial class Pooling
{
    private static readonly WindowAxis Pairwise = new(Stride: 2);

    private static bool IsPairs(in PoolingShape shape) =>
        shape is { WindowHeight: 2, WindowWidth: 2 } && shape.Rows == Pairwise && shape.Columns == Pairwise
        && shape.Width % 2 == 0 && shape.Height % 2 == 0;

    private readonly struct MaxOfPairs(PoolingShape shape, float* x, float* y, float* taps) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var (from, to) = Planes(item, shape);
            // The rows of neighbouring planes follow each other like those of one.
            int last = to * shape.OutHeight;
            for (int row = from * shape.OutHeight; row < last; row++)
            {
                if (shape.Width == T.Count && row + 1 < last)
                    TwoRows<T>(row++);
                else
                    Row<T>(row);
            }
        }

        private void TwoRows<T>(int row) where T : struct, ILanes<T>
        {
            float* upper = x + 2L * row * T.Count, lower = upper + 2 * T.Count;
            T a = T.Deinterleave(T.Load(upper), T.Load(lower), out T b);
            T c = T.Deinterleave(T.Load(upper + T.Count), T.Load(lower + T.Count), out T d);
            Choose(a, b, c, d, (long)row * shape.OutWidth, T.Count);
        }

        private void Row<T>(int row) where T : struct, ILanes<T>
        {
            for (int column = 0; column < shape.Width; column += 2 * T.Count)
            {
                float* upper = x + 2L * row * shape.Width + column, lower = upper + shape.Width;
                int left = shape.Width - column;
                T a = Pair<T>(upper, left, out T b), c = Pair<T>(lower, left, out T d);
                Choose(a, b, c, d, (long)row * shape.OutWidth + column / 2, left / 2);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static T Pair<T>(float* source, int left, out T odd) where T : struct, ILanes<T> =>
            left > T.Count
                ? T.Deinterleave(T.Load(source), Load<T>(source + T.Count, left - T.Count), out odd)
                : T.Deinterleave(Load<T>(source, left), T.Broadcast(0f), out odd);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Choose<T>(T a, T b, T c, T d, long target, int count) where T : struct, ILanes<T>
        {
            T best = a, place = T.Broadcast(0f);
            Challenge(ref best, ref place, b, 1);
            Challenge(ref best, ref place, c, 2);
            Challenge(ref best, ref place, d, 3);
            Store(best, y + target, count);
            if (taps != null)
                Store(place, taps + target, count);
        }

        // A NaN takes over; nothing is larger than it, so that it stays (or the last one does).
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Challenge<T>(ref T best, ref T place, T value, float tap) where T : struct, ILanes<T>
        {
            T number = T.Equal(value, value), larger = T.LessThan(best, value), here = T.Broadcast(tap);
            best = T.Select(number, T.Select(larger, value, best), value);
            place = T.Select(number, T.Select(larger, here, place), here);
        }
    }

    private readonly struct MaxOfPairsBackward(
        PoolingShape shape, float* dy, float* taps, float* dx, bool accumulate) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var (from, to) = Planes(item, shape);
            for (int row = from * shape.OutHeight; row < to * shape.OutHeight; row++)
            {
                for (int column = 0; column < shape.OutWidth; column += T.Count)
                {
                    int left = shape.OutWidth - column;
                    long source = (long)row * shape.OutWidth + column;
                    T g = Load<T>(dy + source, left), place = Load<T>(taps + source, left);
                    float* upper = dx + 2L * row * shape.Width + 2 * column;
                    Spread(g, place, 0, upper, 2 * left);
                    Spread(g, place, 2, upper + shape.Width, 2 * left);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Spread<T>(T g, T place, float tap, float* target, int left) where T : struct, ILanes<T>
        {
            T even = g & T.Equal(place, T.Broadcast(tap)), odd = g & T.Equal(place, T.Broadcast(tap + 1));
            T first = T.Interleave(even, odd, out T second);
            Put(first, target, left);
            if (left > T.Count)
                Put(second, target + T.Count, left - T.Count);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Put<T>(T value, float* target, int left) where T : struct, ILanes<T> =>
            Store(accumulate ? value + Load<T>(target, left) : value, target, left);
    }
}
