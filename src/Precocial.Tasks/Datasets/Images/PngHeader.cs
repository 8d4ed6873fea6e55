using System.Buffers.Binary;

namespace Precocial.Tasks;

/// <summary>What the IHDR chunk says, checked.</summary>
/// <remarks>Source: W3C, "Portable Network Graphics (PNG) Specification", third edition, §11.2.1.</remarks>
internal readonly record struct PngHeader(int Width, int Height, int Depth, PngColor Color, bool Interlaced)
{
    public const int Bytes = 13;
    private const int LongestSide = 1 << 14;

    /// <summary>The numbers stored for one pixel: 1 to 4.</summary>
    public int Samples => Color switch
    {
        PngColor.Rgb => 3,
        PngColor.GreyAlpha => 2,
        PngColor.Rgba => 4,
        _ => 1,
    };

    /// <summary>The channels of the image that is handed over: alpha is dropped, a palette is looked
    /// up.</summary>
    public int Channels => Color is PngColor.Grey or PngColor.GreyAlpha ? 1 : 3;

    /// <summary>The bytes from a pixel to the same byte of the one before: at least 1.</summary>
    public int Step => Math.Max(1, Samples * Depth / 8);

    /// <summary>The bytes of a row of some pixels, without the filter's number.</summary>
    public int RowBytes(int pixels) => (int)(((long)pixels * Samples * Depth + 7) / 8);

    public static PngHeader Parse(ReadOnlySpan<byte> chunk, string path)
    {
        if (chunk.Length != Bytes)
            throw new DataException($"{path}, offset 8: IHDR has {chunk.Length} bytes, where {Bytes} were "
                + "expected.");
        long width = BinaryPrimitives.ReadUInt32BigEndian(chunk),
            height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        if (width is < 1 or > LongestSide || height is < 1 or > LongestSide)
            throw new DataException($"{path}, offset 16: the image is {width} x {height}, but sides of 1 to "
                + $"{LongestSide} pixels are read. Scale it down.");
        var header = new PngHeader((int)width, (int)height, chunk[8], (PngColor)chunk[9], chunk[12] == 1);
        if (!header.HasKnownDepth)
            throw new DataException($"{path}, offset 24: colour type {chunk[9]} with {chunk[8]} bits is not "
                + "one that PNG has. Save the image again.");
        if (chunk[10] != 0 || chunk[11] != 0 || chunk[12] > 1)
            throw new DataException($"{path}, offset 26: unknown compression {chunk[10]}, filter {chunk[11]} "
                + $"or interlacing {chunk[12]}. Save the image again.");
        return header;
    }

    private bool HasKnownDepth => Color switch
    {
        PngColor.Grey => Depth is 1 or 2 or 4 or 8 or 16,
        PngColor.Palette => Depth is 1 or 2 or 4 or 8,
        PngColor.Rgb or PngColor.GreyAlpha or PngColor.Rgba => Depth is 8 or 16,
        _ => false,
    };
}

/// <summary>PNG's colour types, by their numbers in the file.</summary>
internal enum PngColor
{
    Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, Rgba = 6,
}
