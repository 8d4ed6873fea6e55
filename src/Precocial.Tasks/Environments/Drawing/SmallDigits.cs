namespace Precocial.Tasks;

/// <summary>Digits and the minus sign, 3 pixels wide and 5 high.</summary>
internal static class SmallDigits
{
    /// <summary>Pixels from the top of a digit to its bottom.</summary>
    public const int Height = 5;

    private const int Width = 3, Pitch = 4;

    // Rows from the top, three bits each.
    private static readonly ushort[] Glyphs =
    [
        0b111_101_101_101_111, 0b010_110_010_010_111, 0b111_001_111_100_111, 0b111_001_111_001_111,
        0b101_101_111_001_001, 0b111_100_111_001_111, 0b111_100_111_101_111, 0b111_001_001_010_010,
        0b111_101_111_101_111, 0b111_101_111_001_111,
    ];

    private const ushort Minus = 0b000_000_111_000_000;

    /// <summary>Writes a whole number.</summary>
    /// <param name="text">Digits and minus signs.</param>
    /// <param name="left">Column of the first digit's left edge.</param>
    /// <param name="top">Row of its top.</param>
    /// <param name="scale">Pixels of the image to one of a digit.</param>
    /// <param name="colour">Of the digits.</param>
    /// <param name="raster">Where to.</param>
    public static void Paint(string text, int left, int top, int scale, Colour colour, Raster raster)
    {
        foreach (char c in text)
        {
            Paint(c == '-' ? Minus : Glyphs[c - '0'], left, top, scale, colour, raster);
            left += Pitch * scale;
        }
    }

    private static void Paint(ushort glyph, int left, int top, int scale, Colour colour, Raster raster)
    {
        for (int bit = 0; bit < Width * Height; bit++)
        {
            if ((glyph >> ((Width * Height) - 1 - bit) & 1) == 0)
                continue;
            int x = left + (bit % Width * scale), y = top + (bit / Width * scale);
            raster.FillRectangle(x, y, x + scale, y + scale, colour);
        }
    }
}
