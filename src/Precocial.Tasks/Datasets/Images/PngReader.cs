using System.IO.Compression;

namespace Precocial.Tasks;

/// <summary>Reads PNG images: every colour type and depth, with and without interlacing.</summary>
/// <remarks>The result has 8 bits a channel: fewer bits are stretched to 0..255, of 16 bits the upper 8 are
/// kept. Alpha and transparent colours are ignored; a palette becomes red, green and blue. Gamma and colour
/// profiles are not applied. Source: W3C, "Portable Network Graphics (PNG) Specification", third
/// edition.</remarks>
public static class PngReader
{
    /// <summary>Reads an image.</summary>
    /// <exception cref="DataException">The file cannot be read or is damaged; the message names the
    /// offset.</exception>
    public static PixelImage Read(string path) => Parse(DataFile.ReadBytes(path), path);

    internal static PixelImage Parse(ReadOnlySpan<byte> file, string path)
    {
        var chunks = PngChunks.Parse(file, path);
        var header = chunks.Header;
        if (header.Color == PngColor.Palette && chunks.Palette.Length == 0)
            throw new DataException($"{path}: a palette image without a palette. Save it again.");
        long rows = 0;
        foreach (var pass in PngPass.Of(header))
            rows += (long)pass.Height * (1 + header.RowBytes(pass.Width));
        long pixels = (long)header.Width * header.Height * header.Channels;
        if (Math.Max(rows, pixels) > DataFile.MostUnpacked(file.Length))
            throw new DataException($"{path}: {header.Width} x {header.Height} pixels from {file.Length} "
                + "bytes, which no real image has. Save it again.");
        var raw = Inflate(chunks.Compressed, (int)rows, path);
        var image = new byte[pixels];
        int at = 0;
        foreach (var pass in PngPass.Of(header))
        {
            PngFilter.Undo(raw.AsSpan(at), header.RowBytes(pass.Width), pass.Height, header.Step, path);
            PngPixels.Spread(raw.AsSpan(at), header, pass, chunks.Palette, image, path);
            at += pass.Height * (1 + header.RowBytes(pass.Width));
        }
        return new PixelImage(header.Width, header.Height, header.Channels, image);
    }

    private static byte[] Inflate(byte[] compressed, int length, string path)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
            // Grows with what is really there: a lying header costs nothing.
            using var raw = new MemoryStream();
            var chunk = new byte[Math.Min(length, 1 << 16)];
            int read;
            while ((read = zlib.Read(chunk)) > 0 && raw.Length <= length)
                raw.Write(chunk, 0, read);
            return raw.Length >= length ? raw.GetBuffer() : throw new DataException($"{path}: the image data "
                + $"end after {raw.Length} of {length} bytes. Copy or download the file again.");
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"{path}: the image data are damaged ({e.Message.TrimEnd('.')}). Copy or "
                + "download the file again.", e);
        }
    }
}
