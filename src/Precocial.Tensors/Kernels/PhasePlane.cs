using static Precocial.Tensors.Kernels.LaneAccess;

namespace Precocial.Tensors.Kernels;

/// <summary>The layout of a padded plane whose columns are dealt out by their number modulo the
/// stride.</summary>
/// <remarks>Padded row r, padded column c is at (r·stride + c mod stride)·<see cref="Pitch"/> + c div stride,
/// stride being that of the columns. Windows <c>o</c> and <c>o + 1</c> take neighbouring elements at every
/// place, whatever the stride.</remarks>
internal readonly unsafe struct PhasePlane
{
    private readonly PoolingShape _shape;

    /// <param name="shape">The window.</param>
    /// <param name="lanes">Elements that a read may go past the end of a row.</param>
    public PhasePlane(in PoolingShape shape, int lanes)
    {
        _shape = shape;
        WindowAxis across = shape.Columns, down = shape.Rows;
        int columns = Math.Max(
            (shape.OutWidth - 1) * across.Stride + shape.WindowWidth, shape.Width + across.Before);
        Pitch = (columns + across.Stride - 1) / across.Stride + lanes;
        Rows = Math.Max((shape.OutHeight - 1) * down.Stride + shape.WindowHeight, shape.Height + down.Before);
    }

    /// <summary>Elements from one row of a phase to the next.</summary>
    public int Pitch { get; }

    public int Rows { get; }

    /// <summary>Elements in all.</summary>
    public int Count => Rows * _shape.Columns.Stride * Pitch;

    /// <summary>Elements from the windows of one output row to those of the next.</summary>
    public int RowStep => _shape.Rows.Stride * _shape.Columns.Stride * Pitch;

    /// <summary>Where the first window has its elements, by number: row·width + column.</summary>
    public void SetTaps(int* offsets)
    {
        int stride = _shape.Columns.Stride;
        for (int tap = 0; tap < _shape.Taps; tap++)
        {
            int row = tap / _shape.WindowWidth, column = tap % _shape.WindowWidth;
            offsets[tap] = (row * stride + column % stride) * Pitch + column / stride;
        }
    }

    /// <summary>Puts a plane into its place; the padding stays as it is.</summary>
    public void Deal<T>(float* plane, float* scratch) where T : struct, ILanes<T>
    {
        int stride = _shape.Columns.Stride;
        // Divisions cost more than a short row: once a plane.
        nint first = Place(0, 0), second = stride == 2 ? Place(0, 1) : 0, rowStep = (nint)stride * Pitch;
        for (int row = 0; row < _shape.Height; row++, first += rowStep, second += rowStep)
        {
            if (stride == 1)
                DealDense<T>(plane, scratch + first);
            else if (stride == 2)
                DealPairs<T>(plane, scratch + first, scratch + second);
            else
            {
                for (int column = 0; column < _shape.Width; column++)
                    scratch[Place(row, column)] = plane[column];
            }
            plane += _shape.Width;
        }
    }

    private void DealDense<T>(float* source, float* target) where T : struct, ILanes<T>
    {
        int width = _shape.Width;
        for (int column = 0; column < width; column += T.Count)
            Store(Load<T>(source + column, width - column), target + column, width - column);
    }

    private void DealPairs<T>(float* source, float* even, float* odd) where T : struct, ILanes<T>
    {
        for (int left = _shape.Width; left > 0; left -= 2 * T.Count, source += 2 * T.Count)
        {
            T second = left > T.Count ? Load<T>(source + T.Count, left - T.Count) : T.Broadcast(0f);
            T first = T.Deinterleave(Load<T>(source, left), second, out T right);
            Store(first, even, (left + 1) / 2);
            if (left > 1)
                Store(right, odd, left / 2);
            even += T.Count;
            odd += T.Count;
        }
    }

    /// <summary>The way back: sets the plane, or adds to it.</summary>
    public void Gather<T>(float* scratch, float* plane, bool accumulate) where T : struct, ILanes<T>
    {
        int stride = _shape.Columns.Stride;
        nint first = Place(0, 0), second = stride == 2 ? Place(0, 1) : 0, rowStep = (nint)stride * Pitch;
        for (int row = 0; row < _shape.Height; row++, first += rowStep, second += rowStep)
        {
            if (stride == 1)
                GatherDense<T>(scratch + first, plane, accumulate);
            else if (stride == 2)
                GatherPairs<T>(scratch + first, scratch + second, plane, accumulate);
            else
            {
                for (int column = 0; column < _shape.Width; column++)
                {
                    float value = scratch[Place(row, column)];
                    plane[column] = accumulate ? plane[column] + value : value;
                }
            }
            plane += _shape.Width;
        }
    }

    private void GatherDense<T>(float* source, float* target, bool accumulate) where T : struct, ILanes<T>
    {
        int width = _shape.Width;
        for (int column = 0; column < width; column += T.Count)
            Put(Load<T>(source + column, width - column), target + column, width - column, accumulate);
    }

    private void GatherPairs<T>(float* even, float* odd, float* target, bool accumulate)
        where T : struct, ILanes<T>
    {
        for (int left = _shape.Width; left > 0; left -= 2 * T.Count, target += 2 * T.Count)
        {
            T right = left > 1 ? Load<T>(odd, left / 2) : T.Broadcast(0f);
            T first = T.Interleave(Load<T>(even, (left + 1) / 2), right, out T second);
            Put(first, target, left, accumulate);
            if (left > T.Count)
                Put(second, target + T.Count, left - T.Count, accumulate);
            even += T.Count;
            odd += T.Count;
        }
    }

    private static void Put<T>(T value, float* target, int left, bool accumulate)
        where T : struct, ILanes<T> =>
        Store(accumulate ? Load<T>(target, left) + value : value, target, left);

    private nint Place(int row, int column)
    {
        int padded = column + _shape.Columns.Before, stride = _shape.Columns.Stride;
        return ((nint)(row + _shape.Rows.Before) * stride + padded % stride) * Pitch + padded / stride;
    }
}
