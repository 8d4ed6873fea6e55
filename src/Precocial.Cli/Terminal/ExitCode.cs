namespace Precocial.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The work failed: a full disk, a lock, a defect.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or bad input: nothing was begun, or what was asked for cannot be.</summary>
    public const int WrongUsage = 2;

    /// <summary>Interrupted by Ctrl-C or a termination signal; the same command goes on.</summary>
    public const int Interrupted = 130;
}
