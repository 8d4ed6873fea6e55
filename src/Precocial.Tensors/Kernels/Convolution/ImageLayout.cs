using Precocial.Tensors.Kernels.Tiles;

namespace Precocial.Tensors.Kernels;

/// <summary>How the channels of a source image lie in memory, so that every tap of every output is a plain
/// load at (offset of the tap) + (start of the output), without a test for the image's edges.</summary>
/// <remarks>
/// Four kinds:
/// <list type="bullet">
/// <item>in place: nothing is outside, and outputs that follow each other read elements that do;</item>
/// <item>padded: zeros around; for a stride, columns sorted by their remainder, so that a row of outputs
/// reads consecutive elements. For output rows that are whole vectors;</item>
/// <item>spread: one copy for each column tap, each exactly as wide as the output, so that all outputs of a
/// channel are consecutive whatever their width; rows sorted by their remainder;</item>
/// <item>scalar: padded and not sorted, for reads of single elements.</item>
/// </list>
/// </remarks>
internal unsafe struct ImageLayout
{
    private enum Kind { InPlace, Padded, Spread, Scalar }

    private readonly int _channels, _height, _width, _outWidth, _rows;
    private readonly int _rowStep, _columnStep, _firstRow, _firstColumn;
    private readonly int* _columns;
    private readonly int _columnCount;
    private readonly int _pitch;
    private Kind _kind;

    /// <summary>A layout for vector loads, or for single elements if <paramref name="scalar"/>.</summary>
    /// <param name="channels">Channels of the source.</param>
    /// <param name="height">Rows of the source.</param>
    /// <param name="width">Columns of the source.</param>
    /// <param name="rowStep">Rows between the sources of neighbouring outputs.</param>
    /// <param name="columnStep">Columns between them.</param>
    /// <param name="outHeight">Rows of the output.</param>
    /// <param name="outWidth">Columns of the output.</param>
    /// <param name="rows">Row taps.</param>
    /// <param name="columns">Column taps.</param>
    /// <param name="offsets">Memory for the offsets of the column taps: columns.Size of them.</param>
    /// <param name="scalar">Whether single elements are read.</param>
    public ImageLayout(int channels, int height, int width, int rowStep, int columnStep, int outHeight,
        int outWidth, TapAxis rows, TapAxis columns, int* offsets, bool scalar)
    {
        (_channels, _height, _width, _outWidth) = (channels, height, width, outWidth);
        (_rowStep, _columnStep) = (rowStep, columnStep);
        (_firstRow, _firstColumn) = (rows.First, columns.First);
        int lastRow = (outHeight - 1) * rowStep + rows.Last,
            lastColumn = (outWidth - 1) * columnStep + columns.Last;
        _rows = lastRow - _firstRow + 1;
        _columns = offsets;
        _columnCount = Distinct(columns, offsets);
        bool inside = _firstRow >= 0 && _firstColumn >= 0 && lastRow < height && lastColumn < width;
        bool wholeVectors = outWidth % TileSet.Lanes == 0, dense = rowStep == 1 && columnStep == 1;
        _kind = inside && (scalar || (dense && (wholeVectors || outWidth == width))) ? Kind.InPlace
            : scalar ? Kind.Scalar
            : wholeVectors ? Kind.Padded : Kind.Spread;
        switch (_kind)
        {
            case Kind.InPlace:
                RowPitch = _pitch = width;
                Plane = (nint)height * width;
                break;
            case Kind.Scalar:
                RowPitch = _pitch = lastColumn - _firstColumn + 1;
                Plane = (nint)_rows * _pitch;
                break;
            case Kind.Padded:
                _pitch = PaddedPitch(outWidth + (columns.Last - _firstColumn) / columnStep, columnStep);
                RowPitch = _pitch * columnStep;
                Plane = (nint)_rows * RowPitch;
                break;
            default:
                _rows = (_rows + rowStep - 1) / rowStep;
                RowPitch = _pitch = outWidth;
                Plane = (nint)rowStep * _rows * _pitch;
                break;
        }
    }

    /// <summary>Floats from a row to the next.</summary>
    public int RowPitch { get; }

    /// <summary>Floats from a channel to the next.</summary>
    public nint Plane { get; }

    /// <summary>Floats of all channels; 0 in place.</summary>
    public readonly nint Floats => _channels * Plane * _kind switch
    {
        Kind.InPlace => 0,
        Kind.Spread => _columnCount,
        _ => 1
    };

    /// <summary>Whether the source itself is read.</summary>
    public readonly bool IsInPlace => _kind == Kind.InPlace;

    /// <summary>Where a tap reads, from where its output starts.</summary>
    public readonly nint Tap(int channel, int row, int column)
    {
        int y = row - _firstRow, x = column - _firstColumn;
        return channel * Plane + _kind switch
        {
            Kind.InPlace => (nint)row * _pitch + column,
            Kind.Scalar => (nint)y * _pitch + x,
            Kind.Padded => (nint)y * RowPitch + x % _columnStep * _pitch + x / _columnStep,
            _ => Copy(column) * _channels * Plane + ((nint)(y % _rowStep) * _rows + y / _rowStep) * _pitch,
        };
    }

    /// <summary>Which of the copies a column tap reads.</summary>
    private readonly int Copy(int column) => new Span<int>(_columns, _columnCount).IndexOf(column);

    /// <summary>Where the vector that begins at an output (row-major; with whole vectors a row)
    /// starts.</summary>
    public readonly nint Start(int output) => _kind == Kind.Spread || (_kind == Kind.InPlace && _outWidth == _width)
        ? output
        : (nint)(output / _outWidth) * _rowStep * RowPitch + output % _outWidth;

    /// <summary>Lays out the channels of an image; returns where they lie.</summary>
    /// <param name="source">The first channel; the others follow.</param>
    /// <param name="target">Memory for <see cref="Floats"/> floats and a vector; unused in place.</param>
    public readonly float* Fill(float* source, float* target)
    {
        switch (_kind)
        {
            case Kind.InPlace:
                return source;
            case Kind.Padded when _columnStep > 1:
                for (int remainder = 0; remainder < _columnStep; remainder++)
                    FillChannels(source, _firstColumn + remainder, target + remainder * _pitch, RowPitch);
                break;
            case Kind.Spread:
                FillSpread(source, target);
                break;
            default:
                FillChannels(source, _firstColumn, target, _pitch);
                break;
        }
        return target;
    }

    private readonly void FillSpread(float* source, float* target)
    {
        nint pixels = (nint)_height * _width;
        for (int i = 0; i < _columnCount; i++)
        {
            var copy = new RowCopy(_width, _columns[i], _columnStep, _pitch);
            for (int channel = 0; channel < _channels; channel++)
            {
                for (int remainder = 0; remainder < _rowStep; remainder++, target += _rows * _pitch)
                {
                    FillRows(source + channel * pixels, copy, _firstRow + remainder, _rowStep, target,
                        _pitch);
                }
            }
        }
    }

    private readonly void FillChannels(float* source, int firstColumn, float* target, int pitch)
    {
        var copy = new RowCopy(_width, firstColumn, _kind == Kind.Padded ? _columnStep : 1, _pitch);
        for (int channel = 0; channel < _channels; channel++)
            FillRows(source + (nint)channel * _height * _width, copy, _firstRow, 1, target + channel * Plane,
                pitch);
    }

    // Sorted columns are written remainder by remainder: whole vectors, so that none is written over by a
    // neighbour.
    private static int PaddedPitch(int columns, int step) =>
        step == 1 ? columns : (columns + TileSet.Lanes - 1) / TileSet.Lanes * TileSet.Lanes;

    /// <summary>Copies the rows first, first + step, ..., <see cref="_rows"/> of them, zeros where there is
    /// none.</summary>
    private readonly void FillRows(float* source, RowCopy copy, int first, int step, float* target, int pitch)
    {
        int before = Math.Clamp(first >= 0 ? 0 : (-first + step - 1) / step, 0, _rows);
        int end = Math.Clamp(first >= _height ? 0 : (_height - first + step - 1) / step, before, _rows);
        copy.Clear(before, target, pitch);
        copy.Run(source + (nint)(first + before * step) * _width, (nint)step * _width, end - before,
            target + before * pitch, pitch);
        copy.Clear(_rows - end, target + end * pitch, pitch);
    }

    private static int Distinct(TapAxis axis, int* offsets)
    {
        int count = 0;
        for (int phase = 0; phase < axis.Phases; phase++)
        {
            var taps = axis with { Phase = phase };
            for (int k = 0; k < taps.Size; k++)
            {
                if (taps.Meets(k) && !new Span<int>(offsets, count).Contains(taps.Offset(k)))
                    offsets[count++] = taps.Offset(k);
            }
        }
        return count;
    }
}
