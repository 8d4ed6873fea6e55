using System.IO.Compression;

namespace Precocial.Tasks;

/// <summary>The bytes of a data file, unpacked where it is gzip; every failure is a
/// <see cref="DataException"/>.</summary>
internal static class DataFile
{
    /// <summary>The most bytes of one file or archive member: what an array holds.</summary>
    public const long MostBytes = 0x7FFFFFC7;

    // Real data compress by less than this (text and images: 2 to 50); DEFLATE at its limit reaches 1032.
    private const int MostExpansion = 200;
    private const int FreeExpansion = 1 << 20;

    /// <summary>Reads a file, unpacked where it starts with gzip's magic number.</summary>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > MostBytes)
                throw new DataException($"{path}: {file.Length} bytes, but at most {MostBytes} can be read. "
                    + "Take a part of the data.");
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return Unpack(bytes, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>The bytes, unpacked where they start with gzip's magic number.</summary>
    public static byte[] Unpack(byte[] bytes, string path)
    {
        if (bytes is not [0x1f, 0x8b, ..])
            return bytes;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            return ReadToEnd(gzip, bytes.Length, path);
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"{path}: starts like gzip, but is damaged ({e.Message.TrimEnd('.')}). "
                + "Copy or download it again.", e);
        }
    }

    /// <summary>The most that real data of a compressed size unpack to.</summary>
    public static long MostUnpacked(long packedLength) =>
        Math.Min(MostBytes, packedLength * MostExpansion + FreeExpansion);

    /// <summary>Unpacks a stream; refuses one that expands as only an attack does.</summary>
    public static byte[] ReadToEnd(Stream unpacked, long packedLength, string path)
    {
        long most = MostUnpacked(packedLength);
        using var bytes = new MemoryStream();
        var chunk = new byte[Math.Clamp(packedLength, 256, 1 << 16)];
        for (int read; (read = unpacked.Read(chunk)) > 0;)
        {
            bytes.Write(chunk, 0, read);
            if (bytes.Length > most)
                throw new DataException($"{path}: {packedLength} compressed bytes expand to more than "
                    + $"{most}, which no real data do. Unpack it first if you trust it.");
        }
        return bytes.ToArray();
    }

    /// <summary>A file's name without its folder and extensions (.csv.gz counts as one).</summary>
    public static string NameOf(string path)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
        return Path.GetFileNameWithoutExtension(name) is { Length: > 0 } stem ? stem : name;
    }

    /// <summary>A file that the system would not let us read or write, in one line.</summary>
    public static DataException Unreadable(string path, Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException =>
            new DataException($"{path}: no such file. Check the path.", e),
        UnauthorizedAccessException =>
            new DataException($"{path}: not allowed, or a folder where a file was expected. Check its "
                + "permissions.", e),
        _ => new DataException($"{path}: {e.Message.ReplaceLineEndings(" ")}", e),
    };
}
