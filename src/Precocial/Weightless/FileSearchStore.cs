using Precocial.Formats;

namespace Precocial;

/// <summary>A store that is one file, there whole or not at all: <c>kill -9</c> leaves the state
/// before.</summary>
/// <param name="path">The file; its folder exists.</param>
public sealed class FileSearchStore(string path) : ISearchStore
{
    // More than any search's state; a longer file is something else.
    private const long MaxBytes = 1L << 30;

    /// <inheritdoc/>
    /// <exception cref="FileFormatException">The file is too long to be a state.</exception>
    public byte[]? Load()
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return null;
        return file.Length <= MaxBytes
            ? File.ReadAllBytes(path)
            : throw new FileFormatException($"{file.Name}: expected at most {MaxBytes} bytes, but found {file.Length}.");
    }

    /// <inheritdoc/>
    public void Save(byte[] state) => AtomicFile.Write(path, stream => stream.Write(state));
}
