using System.Collections.Immutable;
using Precocial.Tasks;

namespace Precocial;

/// <summary>A film as one still image: twelve moments in a grid, each with its time below.</summary>
internal static class FilmStrip
{
    private const int Columns = 4, Rows = 3, TileWidth = 300, Gap = 12, CaptionHeight = 20;

    // Below so many seconds, tenths would not tell the moments apart.
    private const double Brief = 3;

    private static readonly Colour s_paper = new(255, 255, 255), s_ink = new(74, 88, 102);

    public static void Write(Film film, Stream stream)
    {
        int count = Math.Min(Columns * Rows, film.Frames.Length), columns = Math.Min(Columns, count);
        int tileHeight = film.HeightFor(TileWidth), rows = (count + columns - 1) / columns;
        int width = columns * (TileWidth + Gap) + Gap, height = rows * (tileHeight + CaptionHeight + Gap) + Gap;
        var pixels = new byte[3 * width * height];
        Array.Fill(pixels, byte.MaxValue);
        var tile = new Picture(TileWidth, tileHeight);
        var caption = new Picture(TileWidth, CaptionHeight);
        for (int i = 0; i < count; i++)
        {
            int frame = count == 1 ? 0 : (int)Math.Round(i * (film.Frames.Length - 1.0) / (count - 1));
            int left = Gap + i % columns * (TileWidth + Gap);
            int top = Gap + i / columns * (tileHeight + CaptionHeight + Gap);
            tile.Paint(film.Frames[frame]);
            Copy(tile, pixels, width, left, top);
            caption.Paint(Caption(frame * film.SecondsPerFrame, film.Seconds < Brief ? 2 : 1));
            Copy(caption, pixels, width, left, top + tileHeight);
        }
        PngFile.Write(stream, width, height, pixels);
    }

    private static Drawing Caption(double seconds, int decimals)
    {
        ImmutableArray<Stroke> strokes = TimeLettering.Write(seconds, decimals, x: 2, y: 3, height: 10, s_ink);
        return new Drawing(0, 0, TileWidth, CaptionHeight, s_paper, strokes);
    }

    private static void Copy(Picture picture, byte[] pixels, int width, int left, int top)
    {
        int stride = 3 * picture.Width;
        for (int row = 0; row < picture.Height; row++)
            picture.Pixels.AsSpan(row * stride, stride).CopyTo(pixels.AsSpan(3 * ((top + row) * width + left)));
    }
}
