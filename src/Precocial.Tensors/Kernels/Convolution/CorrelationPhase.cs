using System.Runtime.Intrinsics;
using Precocial.Tensors.Kernels.Tiles;

namespace Precocial.Tensors.Kernels;

/// <summary>Those outputs of a correlation that meet the same taps: all of them forward, one in stride²
/// backward.</summary>
internal unsafe struct CorrelationPhase
{
    // A row of transposed weights: at least the rows of the largest tile.
    private const int Turned = 16;

    public TapAxis Rows, Columns;

    /// <summary>Offset of each tap in the laid out image; ordered by tap row, channel, tap column.</summary>
    public nint* Taps;

    /// <summary>The kernel in the order of <see cref="Taps"/>: [group][tile][tap][row of the tile].</summary>
    public float* Weights;

    /// <summary>Floats of <see cref="Weights"/> in a group.</summary>
    public nint GroupWeights;

    /// <summary>Taps in one tap row: channels · tap columns.</summary>
    public int RowLength;

    public readonly int TapCount => Rows.Count * RowLength;

    /// <summary>Fills <see cref="Taps"/>.</summary>
    public readonly void FillTaps(in ImageLayout layout, int channels)
    {
        nint* tap = Taps;
        for (int row = 0; row < Rows.Size; row++)
        {
            for (int channel = 0; channel < channels && Rows.Meets(row); channel++)
            {
                for (int column = 0; column < Columns.Size; column++)
                {
                    if (Columns.Meets(column))
                        *tap++ = layout.Tap(channel, Rows.Offset(row), Columns.Offset(column));
                }
            }
        }
    }

    /// <summary>Fills <see cref="Weights"/> of one group.</summary>
    /// <param name="kernel">The group's first weight.</param>
    /// <param name="outputs">Rows of the matrix of weights, cut into balanced tiles.</param>
    /// <param name="outputStep">From one output's weights to the next's, in floats.</param>
    /// <param name="channels">Channels of the source.</param>
    /// <param name="channelStep">From one channel's weights to the next's.</param>
    /// <param name="target">Where the group's weights go; a vector past their end may be written.</param>
    public readonly void FillWeights(float* kernel, int outputs, nint outputStep, int channels,
        nint channelStep, float* target)
    {
        int area = Rows.Size * Columns.Size;
        float* turned = Scratch.Rent(ScratchUse.Result, (long)channels * area * Turned);
        var tiles = new TileRows(outputs);
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            int size = tiles.Size(tile);
            float* source = kernel + tiles.First(tile) * outputStep;
            if (channelStep == area)
                BlockTransposition.Run(source, outputStep, size, channels * area, turned, Turned);
            for (int channel = 0; channel < channels && channelStep != area; channel++)
            {
                BlockTransposition.Run(source + channel * channelStep, outputStep, size, area,
                    turned + (nint)channel * area * Turned, Turned);
            }
            target = FillTile(turned, size, channels, target);
        }
    }

    /// <summary>Copies the taps [channel, row, column], each a vector of outputs, in the order of
    /// <see cref="Taps"/>.</summary>
    private readonly float* FillTile(float* turned, int size, int channels, float* target)
    {
        for (int row = 0; row < Rows.Size; row++)
        {
            for (int channel = 0; channel < channels && Rows.Meets(row); channel++)
            {
                float* source = turned + ((nint)channel * Rows.Size + row) * Columns.Size * Turned;
                for (int column = 0; column < Columns.Size; column++, source += Turned)
                {
                    if (!Columns.Meets(column))
                        continue;
                    if (Vector512.IsHardwareAccelerated)
                        Vector512.Load(source).Store(target);
                    else
                        VectorCopy.Run(source, target, size);
                    target += size;
                }
            }
        }
        return target;
    }

    /// <summary>The tap rows that reach into an image of a height from any of the output rows first..last:
    /// the others would multiply zeros.</summary>
    public readonly (int Begin, int End) Reach(int first, int last, int step, int height)
    {
        int begin = 0, end = 0, position = 0;
        for (int k = 0; k < Rows.Size; k++)
        {
            if (!Rows.Meets(k))
                continue;
            int offset = Rows.Offset(k);
            if (last * step + offset >= 0 && first * step + offset < height)
            {
                begin = end == 0 ? position : begin;
                end = position + 1;
            }
            position++;
        }
        return (begin, end);
    }
}
