using System.Runtime.CompilerServices;
using static Precocial.Tensors.Kernels.LaneAccess;

namespace Precocial.Tensors.Kernels;

internal static unsafe partial class Transposition
{
    /// <summary>The axes around a row or a plane: a number counts through them.</summary>
    private struct OuterAxes
    {
        private Numbers _sizes, _sources, _targets;
        private readonly int _rank;

        public OuterAxes(ReadOnlySpan<int> sizes, ReadOnlySpan<int> sources, ReadOnlySpan<int> targets)
        {
            _rank = sizes.Length;
            sizes.CopyTo(_sizes);
            sources.CopyTo(_sources);
            targets.CopyTo(_targets);
        }

        public readonly (long Source, long Target) Offsets(int number)
        {
            long source = 0, target = 0;
            for (int axis = _rank - 1; axis >= 0; axis--)
            {
                int index = number % _sizes[axis];
                number /= _sizes[axis];
                source += (long)index * _sources[axis];
                target += (long)index * _targets[axis];
            }
            return (source, target);
        }
    }

    private readonly struct RowKernel(
        float* x, float* y, OuterAxes offsets, int rows, int length, int rowsPerItem, bool accumulate) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int end = Math.Min(rows, (item + 1) * rowsPerItem);
            for (int row = item * rowsPerItem; row < end; row++)
            {
                var (source, target) = offsets.Offsets(row);
                CopyRow<T>(x + source, y + target, length, accumulate);
            }
        }
    }

    /// <summary>target (+)= source.</summary>
    private static void CopyRow<T>(float* source, float* target, int length, bool accumulate)
        where T : struct, ILanes<T>
    {
        for (int i = 0; i < length; i += T.Count)
        {
            T value = Load<T>(source + i, length - i);
            Store(accumulate ? Load<T>(target + i, length - i) + value : value, target + i, length - i);
        }
    }

    // Planes x[rows, columns] with a row stride to y[columns, rows] with another. An item is some bands of
    // rows.
    private readonly struct PlaneKernel(
        float* x, float* y, OuterAxes offsets, int rows, int columns, int sourceStride, int targetStride, int bands,
        int total, int perItem, bool accumulate) : IItemKernel
    {
        public const int Band = 64;

        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int end = Math.Min(total, (item + 1) * perItem);
            for (int i = item * perItem; i < end; i++)
            {
                var (source, target) = offsets.Offsets(i / bands);
                int from = i % bands * Band;
                Transpose<T>(x + source, y + target, from, Math.Min(rows, from + Band));
            }
        }

        private void Transpose<T>(float* plane, float* target, int from, int to) where T : struct, ILanes<T>
        {
            if (T.Count == 1)
            {
                Transpose(plane, target, from, to);
                return;
            }
            float* buffers = stackalloc float[2 * T.Count * T.Count];
            for (int column = 0; column < columns; column += T.Count)
            {
                for (int row = from; row < to; row += T.Count)
                {
                    int height = Math.Min(T.Count, to - row), width = Math.Min(T.Count, columns - column);
                    float* tile = buffers;
                    LoadTile<T>(plane + (long)row * sourceStride + column, tile, height, width);
                    tile = Turn<T>(tile, buffers + T.Count * T.Count);
                    StoreTile<T>(tile, target + (long)column * targetStride + row, height, width);
                }
            }
        }

        private void Transpose(float* plane, float* target, int from, int to)
        {
            for (int column = 0; column < columns; column++)
            {
                for (int row = from; row < to; row++)
                {
                    float* place = target + (long)column * targetStride + row;
                    float value = plane[(long)row * sourceStride + column];
                    *place = accumulate ? *place + value : value;
                }
            }
        }

        private void LoadTile<T>(float* source, float* tile, int height, int width) where T : struct, ILanes<T>
        {
            for (int i = 0; i < T.Count; i++)
            {
                T row = i < height ? Load<T>(source + (long)i * sourceStride, width) : T.Broadcast(0f);
                row.Store(tile + i * T.Count);
            }
        }

        private void StoreTile<T>(float* tile, float* target, int height, int width) where T : struct, ILanes<T>
        {
            for (int i = 0; i < width; i++)
            {
                T value = T.Load(tile + i * T.Count);
                float* place = target + (long)i * targetStride;
                Store(accumulate ? Load<T>(place, height) + value : value, place, height);
            }
        }

        // Interleaving rows i and i + n/2 into rows 2i and 2i + 1 moves the top bit of the row number to the
        // bottom of
        // the column number; after log₂ n rounds rows and columns have changed places.
        private static float* Turn<T>(float* tile, float* other) where T : struct, ILanes<T>
        {
            for (int round = 1; round < T.Count; round *= 2)
            {
                for (int i = 0; i < T.Count / 2; i++)
                {
                    T lower = T.Load(tile + i * T.Count), upper = T.Load(tile + (i + T.Count / 2) * T.Count);
                    T.Interleave(lower, upper, out T second).Store(other + 2 * i * T.Count);
                    second.Store(other + (2 * i + 1) * T.Count);
                }
                float* filled = other;
                other = tile;
                tile = filled;
            }
            return tile;
        }
    }
}
