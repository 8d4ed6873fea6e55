using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Precocial.Tasks.Tests;

/// <summary>Small files of each format, built by hand.</summary>
internal static class Bytes
{
    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>An IDX file of unsigned bytes.</summary>
    public static byte[] Idx(uint[] axes, params byte[] numbers) => Idx(0x08, axes, numbers);

    public static byte[] Idx(byte kind, uint[] axes, params byte[] numbers)
    {
        var header = new byte[4 + 4 * axes.Length];
        header[2] = kind;
        header[3] = (byte)axes.Length;
        for (int i = 0; i < axes.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + 4 * i), axes[i]);
        return [.. header, .. numbers];
    }

    /// <summary>An NPY file, version 1, with any header text.</summary>
    public static byte[] Npy(string header, params byte[] numbers)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. text, .. numbers];
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] members)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in members)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }
        return packed.ToArray();
    }

    public static byte[] Png(PixelImage image)
    {
        using var stream = new MemoryStream();
        PngWriter.Write(stream, image);
        return stream.ToArray();
    }

    /// <summary>A PNG file with any chunks; their check sums are right.</summary>
    public static byte[] Png(params (string Type, byte[] Data)[] chunks)
    {
        using var stream = new MemoryStream();
        stream.Write(PngChunks.Signature);
        foreach (var (type, data) in chunks)
            PngWriter.WriteChunk(stream, type, data);
        return stream.ToArray();
    }

    public static byte[] Ihdr(uint width, uint height, byte depth = 8, byte color = 0, byte interlace = 0)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, color, interlace);
        return header;
    }

    public static byte[] Zlib(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
            zlib.Write(content);
        return packed.ToArray();
    }
}
