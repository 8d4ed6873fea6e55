namespace Precocial.Tasks;

/// <summary>A file as it is published.</summary>
/// <param name="Name">Its name on disk.</param>
/// <param name="Addresses">Where it is, in the order to try.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Of the content, in lower-case hex; for .gz of what is inside, as the wrapper differs
/// between copies of the same data.</param>
internal sealed record DownloadFile(string Name, IReadOnlyList<Uri> Addresses, long Bytes, string Sha256)
{
    /// <summary>Whether the hash is that of the unpacked content.</summary>
    public bool HashesContent => Name.EndsWith(".gz") && !Name.EndsWith(".tar.gz");
}
