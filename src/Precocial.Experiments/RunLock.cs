namespace Precocial.Experiments;

/// <summary>Keeps a second runner out of a ledger while the first one lives.</summary>
/// <remarks>A lock of the operating system on a file beside the ledger: it goes with the process, however
/// that ends, so that nothing is left behind by <c>kill -9</c>. Readers do not need it.</remarks>
public sealed class RunLock : IDisposable
{
    private readonly FileStream _stream;

    private RunLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock of a ledger file.</summary>
    /// <exception cref="StudyException">Another process is running this ledger, or the folder cannot be
    /// written.</exception>
    public static RunLock Take(string ledgerPath)
    {
        string path = Path.GetFullPath(ledgerPath) + ".lock";
        LedgerPlace.MakeFolder(Path.GetDirectoryName(path)!);
        try
        {
            return new RunLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StudyException(
                $"{path} cannot be written: no permission. Choose another folder.", StudyFault.Input, e);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new StudyException(
                $"Another process is running {ledgerPath}. Wait for it, or stop it.", StudyFault.Storage, e);
        }
        catch (IOException e)
        {
            throw new StudyException(
                $"{path} cannot be written: {e.Message.ReplaceLineEndings(" ")} Choose another folder.",
                StudyFault.Input, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
