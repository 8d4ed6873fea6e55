using System.Buffers.Binary;
using System.Text;

namespace Precocial.Tasks;

/// <summary>The chunks of a PNG file that matter, each with its length and check sum verified.</summary>
internal sealed record PngChunks(PngHeader Header, byte[] Palette, byte[] Compressed)
{
    private const int Overhead = 12;

    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static PngChunks Parse(ReadOnlySpan<byte> file, string path)
    {
        if (!file.StartsWith(Signature))
            throw new DataException($"{path}, offset 0: not a PNG file. Convert it to PNG.");
        PngHeader? header = null;
        byte[] palette = [];
        using var compressed = new MemoryStream();
        for (int at = Signature.Length; ;)
        {
            var data = Chunk(file, at, path, out string type);
            if (header is null && type != "IHDR")
                throw new DataException($"{path}, offset {at}: chunk {type}, where IHDR was expected.");
            switch (type)
            {
                case "IHDR" when header is null:
                    header = PngHeader.Parse(data, path);
                    break;
                case "PLTE":
                    palette = data.Length % 3 == 0 && data.Length is > 0 and <= 768 ? data.ToArray()
                        : throw new DataException($"{path}, offset {at}: a palette of {data.Length} bytes, "
                            + "where 3 to 768 in threes were expected.");
                    break;
                case "IDAT":
                    compressed.Write(data);
                    break;
                case "IEND":
                    return new PngChunks(header!.Value, palette, compressed.ToArray());
                default:
                    // An upper-case first letter marks a chunk without which the image cannot be understood.
                    if (char.IsAsciiLetterUpper(type[0]))
                        throw new DataException($"{path}, offset {at}: unknown critical chunk {type}. Save "
                            + "the image again.");
                    break;
            }
            at += Overhead + data.Length;
        }
    }

    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> file, int at, string path, out string type)
    {
        var rest = file[at..];
        long length = rest.Length < Overhead ? long.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - Overhead)
            throw new DataException($"{path}, offset {at}: the file ends within a chunk, before IEND. Copy "
                + "or download it again.");
        var body = rest.Slice(4, (int)length + 4);
        type = Names.OneLine(Encoding.ASCII.GetString(body[..4]));
        if (Crc32.Of(body) != BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]))
            throw new DataException($"{path}, offset {at}: the check sum of chunk {type} is wrong. Copy or "
                + "download the file again.");
        return body[4..];
    }
}
