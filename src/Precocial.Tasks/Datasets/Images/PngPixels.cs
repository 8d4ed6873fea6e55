namespace Precocial.Tasks;

/// <summary>Puts the unfiltered rows of a pass where they belong in the image, as 8 bits a channel.</summary>
internal static class PngPixels
{
    public static void Spread(
        ReadOnlySpan<byte> raw, PngHeader header, PngPass pass, byte[] palette, byte[] image, string path)
    {
        int rowBytes = header.RowBytes(pass.Width);
        for (int y = 0; y < pass.Height; y++)
        {
            var row = raw.Slice(y * (rowBytes + 1) + 1, rowBytes);
            int start = (pass.Top + y * pass.StepY) * header.Width + pass.Left;
            for (int x = 0; x < pass.Width; x++)
            {
                var target = image.AsSpan((start + x * pass.StepX) * header.Channels, header.Channels);
                if (header.Color == PngColor.Palette)
                    LookUp(row, x, header.Depth, palette, target, path);
                else
                    Copy(row, x, header, target);
            }
        }
    }

    private static void LookUp(
        ReadOnlySpan<byte> row, int x, int depth, byte[] palette, Span<byte> target, string path)
    {
        int index = Packed(row, x, depth);
        if (3 * index >= palette.Length)
            throw new DataException($"{path}: a pixel has colour {index}, but the palette has "
                + $"{palette.Length / 3}. Save the image again.");
        palette.AsSpan(3 * index, 3).CopyTo(target);
    }

    private static void Copy(ReadOnlySpan<byte> row, int x, PngHeader header, Span<byte> target)
    {
        int bytes = header.Depth / 8;
        for (int c = 0; c < target.Length; c++)
        {
            target[c] = bytes > 0
                ? row[(x * header.Samples + c) * bytes]
                : (byte)(Packed(row, x, header.Depth) * 255 / ((1 << header.Depth) - 1));
        }
    }

    /// <summary>A number of 1, 2, 4 or 8 bits; the leftmost pixel is in the highest bits.</summary>
    private static int Packed(ReadOnlySpan<byte> row, int x, int depth)
    {
        int bit = x * depth;
        return (row[bit >> 3] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    }
}
