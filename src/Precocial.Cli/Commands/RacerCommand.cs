using System.CommandLine;

namespace Precocial.Cli;

/// <summary><c>precocial racer</c>: what the racing task needs beside its agents.</summary>
internal static class RacerCommand
{
    public static Command Create() => new("racer", "Train what the racing task sees with.")
    {
        RacerTrainCommand.Create(),
    };
}
