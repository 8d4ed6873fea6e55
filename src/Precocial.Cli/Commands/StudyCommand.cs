using System.CommandLine;

namespace Precocial.Cli;

/// <summary><c>precocial study</c>: looks at, goes on with, exports and compares what is recorded.</summary>
internal static class StudyCommand
{
    public static Command Create() => new("study", "List, show, resume, export and compare studies.")
    {
        StudyListCommand.Create(),
        StudyShowCommand.Create(),
        StudyResumeCommand.Create(),
        StudyExportCommand.Create(),
        StudyCompareCommand.Create(),
    };
}
