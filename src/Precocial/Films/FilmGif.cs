using System.Buffers.Binary;
using Precocial.Tasks;

namespace Precocial;

/// <summary>A film as an animated GIF that begins again when it is over.</summary>
/// <remarks>Every frame after the first holds only the rectangle that changed, and of that only the pixels
/// that changed: the others are transparent. Source: CompuServe, GIF89a Specification; the loop is Netscape's
/// extension.</remarks>
internal sealed class FilmGif
{
    private const int Width = 480, MostFrames = 500, PaletteSize = 256;
    private const byte Transparent = PaletteSize - 1;

    // In hundredths of a second.
    private const int LastDelay = 100;

    private readonly Stream _stream;
    private readonly Picture _picture;
    private readonly GifPalette _palette;
    private readonly byte[] _shown, _next;

    private FilmGif(Film film, Stream stream)
    {
        _stream = stream;
        _picture = new Picture(Width, film.HeightFor(Width));
        _palette = new GifPalette(film, _picture);
        _shown = new byte[_picture.Width * _picture.Height];
        _next = new byte[_shown.Length];
        _shown.AsSpan().Fill(Transparent);
    }

    public static void Write(Film film, Stream stream)
    {
        Film sampled = film.Sampled(MostFrames);
        var gif = new FilmGif(sampled, stream);
        gif.WriteHead();
        double hundredths = 100 * sampled.SecondsPerFrame;
        for (int i = 0; i < sampled.Frames.Length; i++)
        {
            // Rounded so that the errors do not add up.
            int delay = (int)(Math.Round((i + 1) * hundredths) - Math.Round(i * hundredths));
            bool last = i == sampled.Frames.Length - 1;
            gif.WriteFrame(sampled.Frames[i], Math.Clamp(last ? LastDelay : delay, 2, ushort.MaxValue));
        }
        stream.WriteByte((byte)';');
    }

    private void WriteHead()
    {
        _stream.Write("GIF89a"u8);
        WriteNumbers(_picture.Width, _picture.Height);
        // A table of 256 colours of 8 bits for all frames; the background is colour 0; square pixels.
        _stream.Write([0xF7, 0, 0]);
        for (int i = 0; i < PaletteSize; i++)
        {
            Colour colour = i < _palette.Colours.Count ? _palette.Colours[i] : default;
            _stream.Write([colour.Red, colour.Green, colour.Blue]);
        }
        _stream.Write([0x21, 0xFF, 11]);
        _stream.Write("NETSCAPE2.0"u8);
        _stream.Write([3, 1, 0, 0, 0]);
    }

    private void WriteFrame(Drawing drawing, int delay)
    {
        _picture.Paint(drawing);
        for (int i = 0; i < _next.Length; i++)
            _next[i] = _palette[_picture.Pixels, 3 * i];
        (int left, int top, int right, int bottom) = Changed();

        // What was shown stays; there is a transparent colour.
        _stream.Write([0x21, 0xF9, 4, 0x05]);
        WriteNumbers(delay);
        _stream.Write([Transparent, 0, (byte)',']);
        WriteNumbers(left, top, right - left, bottom - top);
        _stream.WriteByte(0);
        new LzwWriter(_stream).Write(Pixels(left, top, right, bottom));
        _next.CopyTo(_shown, 0);
    }

    // The rectangle of the pixels that change; one pixel when none does.
    private (int Left, int Top, int Right, int Bottom) Changed()
    {
        int left = _picture.Width, top = _picture.Height, right = 0, bottom = 0;
        for (int i = 0; i < _next.Length; i++)
        {
            if (_next[i] == _shown[i])
                continue;
            int column = i % _picture.Width, row = i / _picture.Width;
            (left, right) = (Math.Min(left, column), Math.Max(right, column + 1));
            (top, bottom) = (Math.Min(top, row), Math.Max(bottom, row + 1));
        }
        return right == 0 ? (0, 0, 1, 1) : (left, top, right, bottom);
    }

    private byte[] Pixels(int left, int top, int right, int bottom)
    {
        var pixels = new byte[(right - left) * (bottom - top)];
        int at = 0;
        for (int row = top; row < bottom; row++)
        {
            for (int i = row * _picture.Width + left; i < row * _picture.Width + right; i++)
                pixels[at++] = _next[i] == _shown[i] ? Transparent : _next[i];
        }
        return pixels;
    }

    private void WriteNumbers(params ReadOnlySpan<int> numbers)
    {
        Span<byte> bytes = stackalloc byte[2];
        foreach (int number in numbers)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)number);
            _stream.Write(bytes);
        }
    }
}
