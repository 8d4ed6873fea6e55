using System.Formats.Tar;
using System.IO.Compression;

namespace Precocial.Tasks;

/// <summary>Unpacks CIFAR-10's archive: only the files that belong to the data set, under their own
/// names.</summary>
internal static class CifarArchive
{
    /// <summary>Unpacks into a folder; no path of the archive is followed, so nothing can land
    /// elsewhere.</summary>
    /// <exception cref="DataException">The archive is damaged or a batch is missing.</exception>
    public static void Extract(string archive, string folder, CancellationToken ct)
    {
        var missing = CifarReader.FileNames.ToHashSet();
        try
        {
            using var file = File.OpenRead(archive);
            using var tar = new TarReader(new GZipStream(file, CompressionMode.Decompress));
            while (tar.GetNextEntry() is { } entry)
            {
                ct.ThrowIfCancellationRequested();
                string name = Path.GetFileName(entry.Name);
                if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
                    && entry.DataStream is { } data && missing.Remove(name))
                {
                    AtomicFile.Write(Path.Combine(folder, name), data.CopyTo);
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or FormatException)
        {
            throw new DataException($"{archive}: not a sound tar archive "
                + $"({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Delete it and download it again.", e);
        }
        if (missing.Count > 0)
            throw new DataException($"{archive}: has no {string.Join(", ", missing.Order())}. Delete it and "
                + "download it again.");
    }
}
