namespace Precocial.Tensors.Kernels;

/// <summary>The layout of a padded plane whose columns are dealt out by their number modulo the
/// stride.</summary>
/// <remarks>Padded row r, padded column c is at (r·stride + c mod stride)·<see cref="Pitch"/> + c div stride, stride being that of
/// the columns.
/// Windows
/// <c>o</c> and <c>o + 1</c> take neighbouring elements at every place, whatever the stride.</remarks>
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
        for (int row = 0; row < _shape.Height; row++)
        {
            float* source = plane + (long)row * _shape.Width;
            int column = 0;
            if (_shape.Columns.Stride == 2)
            {
                float* even = scratch + Place(row, 0), odd = scratch + Place(row, 1);
                for (; column <= _shape.Width - 2 * T.Count; column += 2 * T.Count)
                {
                    T.Deinterleave(T.Load(source + column), T.Load(source + column + T.Count), out T right)
                        .Store(even + column / 2);
                    right.Store(odd + column / 2);
                }
            }
            else if (_shape.Columns.Stride == 1)
            {
                float* target = scratch + Place(row, 0);
                for (; column <= _shape.Width - T.Count; column += T.Count)
                    T.Load(source + column).Store(target + column);
            }
            for (; column < _shape.Width; column++)
                scratch[Place(row, column)] = source[column];
        }
    }

    /// <summary>The way back: sets the plane, or adds to it.</summary>
    public void Gather<T>(float* scratch, float* plane, bool accumulate) where T : struct, ILanes<T>
    {
        for (int row = 0; row < _shape.Height; row++)
        {
            float* target = plane + (long)row * _shape.Width;
            int column = 0;
            if (_shape.Columns.Stride == 2 && !accumulate)
            {
                float* even = scratch + Place(row, 0), odd = scratch + Place(row, 1);
                for (; column <= _shape.Width - 2 * T.Count; column += 2 * T.Count)
                {
                    T.Interleave(T.Load(even + column / 2), T.Load(odd + column / 2), out T upper)
                        .Store(target + column);
                    upper.Store(target + column + T.Count);
                }
            }
            else if (_shape.Columns.Stride == 1)
            {
                float* source = scratch + Place(row, 0);
                for (; column <= _shape.Width - T.Count; column += T.Count)
                {
                    T value = T.Load(source + column);
                    (accumulate ? T.Load(target + column) + value : value).Store(target + column);
                }
            }
            for (; column < _shape.Width; column++)
            {
                float value = scratch[Place(row, column)];
                target[column] = accumulate ? target[column] + value : value;
            }
        }
    }

    private long Place(int row, int column)
    {
        int padded = column + _shape.Columns.Before, stride = _shape.Columns.Stride;
        return ((long)(row + _shape.Rows.Before) * stride + padded % stride) * Pitch + padded / stride;
    }
}
