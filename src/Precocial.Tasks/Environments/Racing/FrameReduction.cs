using System.Runtime.Intrinsics;

namespace Precocial.Tasks;

/// <summary>Makes the 64×64 frame that is encoded from the 96×96 one that is painted.</summary>
/// <remarks>
/// 1. The lowest 12 rows, the panel of indicators, are cut off.
/// 2. What is left is made smaller with a triangle filter as wide as the reduction, first along rows, then
///    along columns, in fixed point with rounding to bytes after each: as Pillow's "bilinear", which the
///    published program calls through scipy's imresize.
/// 3. <see cref="FrameScaling.Published"/> stretches before and wraps round after it.
/// Source: WANNRelease, vae_racing.py, <c>_process_frame</c>.
/// </remarks>
internal static class FrameReduction
{
    /// <summary>Columns and rows painted.</summary>
    public const int PaintedSide = 96;

    /// <summary>Columns and rows encoded.</summary>
    public const int Side = 64;

    /// <summary>Bytes encoded.</summary>
    public const int Bytes = Side * Side * 3;

    private const int SeenRows = 84, RowBytes = Side * 3;
    private static readonly TriangleFilter AlongRows = new(PaintedSide, Side);
    private static readonly TriangleFilter AlongColumns = new(SeenRows, Side);

    /// <summary>Reduces a frame.</summary>
    /// <param name="painted">96×96×3 bytes; used as scratch by <see cref="FrameScaling.Published"/>.</param>
    /// <param name="reduced">Receives 64×64×3 bytes.</param>
    /// <param name="scaling">What becomes of the brightness.</param>
    public static void Reduce(Span<byte> painted, Span<byte> reduced, FrameScaling scaling)
    {
        if (scaling == FrameScaling.Published)
            Stretch(painted[..(SeenRows * PaintedSide * 3)]);
        // One byte more than used: pixels are written four bytes at a time.
        Span<byte> narrow = stackalloc byte[(SeenRows * RowBytes) + 1];
        for (int row = 0; row < SeenRows; row++)
            Narrow(painted[(row * PaintedSide * 3)..], narrow[(row * RowBytes)..]);
        for (int row = 0; row < Side; row++)
            Blend(narrow, row, reduced.Slice(row * RowBytes, RowBytes));
        if (scaling == FrameScaling.Published)
            Wrap(reduced);
    }

    // Four bytes are read for each pixel, so one past the last: of the rows that were cut off.
    private static void Narrow(ReadOnlySpan<byte> row, Span<byte> narrow)
    {
        for (int column = 0; column < Side; column++)
        {
            var sum = Vector128.Create(TriangleFilter.Half);
            int at = 3 * AlongRows.First[column];
            foreach (int weight in AlongRows.WeightsOf(column))
            {
                uint pixel = BitConverter.ToUInt32(row.Slice(at, 4));
                sum += Widen(pixel) * weight;
                at += 3;
            }

            var bytes = Vector128.ShiftRightLogical(sum, TriangleFilter.Bits).AsUInt32();
            uint packed = bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
            BitConverter.TryWriteBytes(narrow[(3 * column)..], packed);
        }
    }

    private static Vector128<int> Widen(uint pixel) => Vector128.WidenLower(
        Vector128.WidenLower(Vector128.CreateScalar(pixel).AsByte())).AsInt32();

    private static void Blend(ReadOnlySpan<byte> narrow, int row, Span<byte> blended)
    {
        ReadOnlySpan<int> weights = AlongColumns.WeightsOf(row);
        int first = AlongColumns.First[row] * RowBytes;
        for (int i = 0; i < RowBytes; i += sizeof(ulong))
        {
            var sum = Vector256.Create(TriangleFilter.Half);
            for (int tap = 0; tap < weights.Length; tap++)
            {
                int at = first + (tap * RowBytes) + i;
                ulong bytes = BitConverter.ToUInt64(narrow.Slice(at, sizeof(ulong)));
                sum += Widen(bytes) * weights[tap];
            }

            BitConverter.TryWriteBytes(blended[i..], Narrow(sum));
        }
    }

    private static Vector256<int> Widen(ulong bytes)
    {
        var words = Vector128.WidenLower(Vector128.CreateScalar(bytes).AsByte());
        return Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)).AsInt32();
    }

    private static ulong Narrow(Vector256<int> sums)
    {
        var whole = Vector256.ShiftRightLogical(sums, TriangleFilter.Bits).AsUInt32();
        var words = Vector128.Narrow(whole.GetLower(), whole.GetUpper());
        return Vector128.Narrow(words, words).AsUInt64()[0];
    }

    // scipy's bytescale: from the frame's own extremes to 0 and 255.
    private static void Stretch(Span<byte> pixels)
    {
        byte darkest = 255, brightest = 0;
        foreach (byte value in pixels)
        {
            darkest = Math.Min(darkest, value);
            brightest = Math.Max(brightest, value);
        }

        // scipy takes a range of 1 where there is none.
        double range = brightest == darkest ? 1 : (brightest / 255.0) - (darkest / 255.0);
        Span<byte> stretched = stackalloc byte[256];
        for (int value = darkest; value <= brightest; value++)
            stretched[value] = (byte)(((value / 255.0) - (darkest / 255.0)) * (255.0 / range) + 0.5);
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = stretched[pixels[i]];
    }

    private static void Wrap(Span<byte> pixels)
    {
        for (int i = 0; i < pixels.Length; i++)
            pixels[i]--;
    }
}
