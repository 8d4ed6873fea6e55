using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Precocial.Tasks;

/// <summary>Writes PNG images: 8 bits a channel, grey or red, green and blue, no filter.</summary>
public static class PngWriter
{
    /// <summary>Writes an image.</summary>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void Write(string path, PixelImage image) =>
        AtomicFile.Write(path, stream => Write(stream, image));

    internal static void Write(Stream stream, PixelImage image)
    {
        Span<byte> header = stackalloc byte[PngHeader.Bytes];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        header[8] = 8;
        header[9] = (byte)(image.Channels == 1 ? PngColor.Grey : PngColor.Rgb);
        header[10..].Clear();
        stream.Write(PngChunks.Signature);
        WriteChunk(stream, "IHDR", header);
        WriteChunk(stream, "IDAT", Deflate(image));
        WriteChunk(stream, "IEND", []);
    }

    private static byte[] Deflate(PixelImage image)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            int rowBytes = image.Width * image.Channels;
            for (int y = 0; y < image.Height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(image.Pixels, y * rowBytes, rowBytes);
            }
        }
        return packed.ToArray();
    }

    internal static void WriteChunk(Stream stream, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        stream.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(body));
        stream.Write(number);
    }
}
