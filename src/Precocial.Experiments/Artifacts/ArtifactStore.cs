using System.Security.Cryptography;

namespace Precocial.Experiments;

/// <summary>A folder of files named by the SHA-256 of what they hold: weights, checkpoints, anything too big
/// for a row.</summary>
/// <remarks>The same bytes are stored once. A file appears whole or not at all: it is written under another
/// name, flushed to the disk and renamed. A row that names an artifact is committed only after the artifact
/// is there.</remarks>
public sealed class ArtifactStore
{
    private readonly string _folder;
    private readonly Lock _turn = new();

    /// <summary>The store in a folder, which is made when something is first put.</summary>
    public ArtifactStore(string folder) => _folder = Path.GetFullPath(folder);

    /// <summary>Stores bytes; returns their hash, 64 lower-case hexadecimal digits, by which to get them
    /// back.</summary>
    /// <exception cref="StudyException">The disk is full, or the folder cannot be written.</exception>
    public string Put(ReadOnlySpan<byte> content)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(content));
        string path = PathOf(hash);
        if (!File.Exists(path))
            Write(path, content);
        return hash;
    }

    /// <summary>The bytes with a hash; null when they are missing or no longer have it.</summary>
    /// <remarks>A damaged file is as good as none: whoever made it can make it again.</remarks>
    public byte[]? Find(string hash)
    {
        string path = PathOf(hash);
        if (!File.Exists(path))
            return null;
        byte[] content = Storage(path, () => File.ReadAllBytes(path));
        return Convert.ToHexStringLower(SHA256.HashData(content)) == hash ? content : null;
    }

    /// <summary>Deletes an artifact; nothing happens when it is not there.</summary>
    public void Delete(string hash)
    {
        string path = PathOf(hash);
        Storage(path, () =>
        {
            if (File.Exists(path))
                File.Delete(path);
            return 0;
        });
    }

    /// <summary>Where an artifact is. The hash is checked: it may come from a file of somebody
    /// else's.</summary>
    /// <exception cref="StudyException">Not 64 lower-case hexadecimal digits.</exception>
    public string PathOf(string hash)
    {
        bool proper = hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);
        return proper
            ? Path.Combine(_folder, hash[..2], hash)
            : throw new StudyException(
                $"'{hash}' is not an artifact's hash: expected 64 hexadecimal digits.");
    }

    private void Write(string path, ReadOnlySpan<byte> content)
    {
        LedgerPlace.MakeFolder(Path.GetDirectoryName(path)!);
        // Unique to the content, so that nothing is left behind by one who was killed; so two threads with
        // the same bytes take turns.
        string partial = path + ".partial";
        byte[] bytes = content.ToArray();
        lock (_turn)
            Storage(path, () => MoveIn(partial, path, bytes));
    }

    private static bool MoveIn(string partial, string path, byte[] bytes)
    {
        if (File.Exists(path))
            return false;
        using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        File.Move(partial, path, overwrite: true);
        return true;
    }

    private static T Storage<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StudyException(
                $"{path} cannot be written or read: {e.Message.ReplaceLineEndings(" ")} What was recorded "
                + "is kept; "
                + "run the same command again when it works.", StudyFault.Storage, e);
        }
    }
}
