using Microsoft.Data.Sqlite;

namespace Precocial.Experiments;

/// <summary>Says in one line what a SQLite error means for a study, and what to do.</summary>
internal static class LedgerFault
{
    // SQLite's primary result codes, https://www.sqlite.org/rescode.html.
    private const int Busy = 5, Locked = 6, ReadOnly = 8, DiskError = 10, Corrupt = 11, Full = 13,
    CannotOpen = 14,
        NotADatabase = 26;

    public static StudyException Explain(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        Busy or Locked => new(
            $"{path} is locked by another process. Wait for it, or stop it.", StudyFault.Storage, error),
        ReadOnly =>
            new($"{path} cannot be written: no permission. Choose another folder.", StudyFault.Input, error),
        CannotOpen => new(
            $"{path} cannot be opened: no such folder, or no permission. Choose another folder.",
            StudyFault.Input, error),
        Full => new(
            $"{path}: the disk is full. Everything recorded so far is kept; free some space and run the "
                + $"same command again.",
            StudyFault.Storage, error),
        DiskError => new(
            $"{path}: the disk cannot be read or written (is it full?). What was recorded is kept; run "
                + $"the same command "
            + "again when it works.", StudyFault.Storage, error),
        Corrupt or NotADatabase => new(
            $"{path} is not a study, or it is damaged. Restore it from a copy, or choose another folder.",
            StudyFault.Input, error),
        _ => new($"{path}: {OneLine(error.Message)}", StudyFault.Storage, error),
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
