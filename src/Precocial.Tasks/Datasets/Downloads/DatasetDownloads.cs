namespace Precocial.Tasks;

/// <summary>Gets named data sets from their official addresses.</summary>
/// <remarks>Size and SHA-256 are checked; an interrupted download goes on where it stopped; a file has its
/// name only when it is whole. Every address is https.</remarks>
/// <param name="client">What fetches; set its Timeout to infinite, as a slow download is not a failed
/// one.</param>
/// <param name="time">Measures how long an address sends nothing.</param>
public sealed class DatasetDownloads(HttpClient client, TimeProvider time)
{
    /// <summary>How long an address may send nothing before the next one is tried.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Which files make up a data set.</summary>
    internal Func<string, IReadOnlyList<DownloadFile>> Files { get; init; } = OfficialFiles.Of;

    /// <summary>Gets a data set; what is there already is kept.</summary>
    /// <param name="name">One of <see cref="DatasetCatalog.Names"/>.</param>
    /// <param name="folder">Where data sets are kept: the first of
    /// <see cref="DataLocations.Folders"/>.</param>
    /// <param name="progress">Told of every piece that came.</param>
    /// <param name="ct">Stops; a later call goes on.</param>
    /// <returns>The folder that now holds the set:
    /// <paramref name="folder"/>/<paramref name="name"/>.</returns>
    /// <exception cref="DataException">The name is not known or built in, no address gave the right file, or
    /// the disk refused it.</exception>
    public async Task<string> GetAsync(string name, string folder,
        IProgress<DownloadProgress>? progress = null, CancellationToken ct = default)
    {
        var files = Files(name);
        if (files.Count == 0)
            throw new DataException(name == "digits" ? "digits: built in; nothing to get."
                : $"{Names.OneLine(name)}: not a data set that can be got. Choose one of "
                    + $"{string.Join(", ", DatasetCatalog.Names.Skip(1))}.");
        string target = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(target);
            var download = new FileDownload(client, time, StallTimeout);
            foreach (var file in files)
            {
                if (!IsUnpacked(file, target))
                    await download.GetAsync(file, target, progress, ct);
                if (IsArchive(file) && !IsUnpacked(file, target))
                    Unpack(Path.Combine(target, file.Name), target, ct);
            }
            return target;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{target}: cannot be written: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static bool IsArchive(DownloadFile file) => file.Name.EndsWith(".tar.gz");

    private static bool IsUnpacked(DownloadFile file, string folder) =>
        IsArchive(file) && CifarReader.FileNames.All(name => File.Exists(Path.Combine(folder, name)));

    private static void Unpack(string archive, string folder, CancellationToken ct)
    {
        CifarArchive.Extract(archive, folder, ct);
        File.Delete(archive);
    }
}
