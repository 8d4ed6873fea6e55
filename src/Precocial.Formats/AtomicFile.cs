namespace Precocial.Formats;

/// <summary>Writes files that are there whole or not at all: to a name beside the target, then a
/// rename.</summary>
/// <remarks>Whatever interrupts it, the old file stays as it was. Two writers of one file at once: the second
/// fails.</remarks>
public static class AtomicFile
{
    /// <summary>Writes a file by writing to a stream.</summary>
    /// <exception cref="IOException">The disk is full, or another process writes the file.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string partial = path + ".partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                // The rename must not become durable before the content.
                stream.Flush(flushToDisk: true);
            }
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            Discard(partial);
            throw;
        }
    }

    /// <summary>Writes a text file in UTF-8 without a byte-order mark.</summary>
    /// <exception cref="IOException">As of <see cref="Write"/>.</exception>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    private static void Discard(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report.
        }
    }
}
