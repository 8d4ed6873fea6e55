namespace Precocial.Experiments;

/// <summary>Whether a ledger can live at a path: the folder exists or can be made, and the disk is
/// local.</summary>
internal static class LedgerPlace
{
    private const int HeaderBytes = 100;

    public static void Check(string path, bool create)
    {
        string folder = Path.GetDirectoryName(path) ?? path;
        if (create)
            MakeFolder(folder);
        else if (!File.Exists(path))
            throw new StudyException(
                $"There is no study at {path}. Check the path, or start one with design or search.");
        if (Directory.Exists(path))
            throw new StudyException(
                $"{path} is a folder, but a study is a file. Give the path of its study.db.");
        // SQLite takes any file shorter than its header for an empty database, and would overwrite it.
        var file = new FileInfo(path);
        if (file.Exists && file.Length < HeaderBytes && !(create && file.Length == 0))
            throw new StudyException(
                $"{path} is not a study. Give the study.db of a study, or choose another folder.");
        // WAL needs memory shared between the processes that have the file open; network file systems have
        // none, and the result is a damaged file rather than an error.
        if (IsRemote(folder))
        {
            throw new StudyException(
                $"{path} is on a network file system, where SQLite cannot lock safely. Choose a folder on "
                    + $"a local disk.");
        }
    }

    internal static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StudyException(
                $"The folder {folder} cannot be made: {e.Message.ReplaceLineEndings(" ")} Choose another "
                    + $"one.",
                StudyFault.Input, e);
        }
    }

    private static bool IsRemote(string folder)
    {
        try
        {
            return new DriveInfo(folder).DriveType == DriveType.Network;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return false; // a file system that cannot be asked: let SQLite try
        }
    }
}
