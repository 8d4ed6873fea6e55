using System.IO.Compression;
using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Reads NPZ files: a ZIP archive of NPY arrays, stored or deflated.</summary>
/// <remarks>Each member's declared size is checked before it is unpacked, its real size and check sum
/// after.</remarks>
public static class NpzReader
{
    // Each costs the inflater's buffers, however small it is.
    private const int MostMembers = 1000;

    /// <summary>Reads all arrays, by name (without .npy).</summary>
    /// <exception cref="DataException">The file cannot be read or is damaged.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path) =>
        Parse(DataFile.ReadBytes(path), path).ToDictionary(pair => pair.Key, pair => pair.Value.ToTensor());

    internal static Dictionary<string, StoredArray> Parse(byte[] file, string path)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostMembers)
                throw new DataException($"{path}: {zip.Entries.Count} members, but at most {MostMembers} are "
                    + "read.");
            var arrays = new Dictionary<string, StoredArray>();
            long left = DataFile.MostUnpacked(file.Length);
            foreach (var entry in zip.Entries.Where(e =>
                e.FullName.EndsWith(".npy", StringComparison.Ordinal)))
                arrays[Names.OneLine(entry.FullName[..^4])] = Unpack(entry, path, ref left);
            return arrays.Count > 0 ? arrays : throw new DataException($"{path}: a ZIP archive without an "
                + ".npy member. Write it with numpy.savez.");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException
            or ArgumentException or OverflowException)
        {
            throw new DataException($"{path}: not a sound ZIP archive "
                + $"({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Copy or download it again.", e);
        }
    }

    private static StoredArray Unpack(ZipArchiveEntry entry, string path, ref long left)
    {
        string source = $"{path}:{Names.OneLine(entry.FullName)}";
        // Members may point at the same compressed bytes, so the allowance is for the archive, not for each.
        if (entry.Length > left)
            throw new DataException($"{source}: {entry.Length} bytes are declared, which the archive's size "
                + "cannot hold of real data. Unpack it first if you trust it.");
        left -= entry.Length;
        using var unpacked = entry.Open();
        var bytes = DataFile.ReadToEnd(unpacked, entry.Length, source);
        if (bytes.Length != entry.Length)
            throw new DataException($"{source}: {entry.Length} bytes are declared, but there are "
                + $"{bytes.Length}. Copy or download the file again.");
        if (Crc32.Of(bytes) != entry.Crc32)
            throw new DataException($"{source}: the check sum is wrong. Copy or download the file again.");
        return NpyReader.Parse(bytes, source);
    }
}
