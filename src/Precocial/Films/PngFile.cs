using System.Buffers.Binary;
using System.IO.Compression;

namespace Precocial;

/// <summary>Writes an image as PNG.</summary>
/// <remarks>Eight bits a channel, no filter, which suits flat colours. Source: W3C, Portable Network Graphics
/// Specification.</remarks>
internal static class PngFile
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] s_crc = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <summary>Writes red, green and blue of each pixel, row by row from the top left.</summary>
    public static void Write(Stream stream, int width, int height, ReadOnlySpan<byte> pixels)
    {
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        // 8 bits, red green blue.
        (head[8], head[9]) = (8, 2);
        WriteChunk(stream, "IHDR"u8, head);
        WriteChunk(stream, "IDAT"u8, Compressed(3 * width, height, pixels));
        WriteChunk(stream, "IEND"u8, []);
    }

    private static byte[] Compressed(int stride, int height, ReadOnlySpan<byte> pixels)
    {
        var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.SmallestSize))
        {
            for (int row = 0; row < height; row++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(row * stride, stride));
            }
        }
        return bytes.ToArray();
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        stream.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            crc = s_crc[(byte)crc ^ value] ^ crc >> 8;
        return crc;
    }

    private static uint Remainder(int value)
    {
        uint crc = (uint)value;
        for (int bit = 0; bit < 8; bit++)
            crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ Polynomial;
        return crc;
    }
}
