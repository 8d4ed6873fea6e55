using System.CommandLine;

namespace Precocial.Cli;

/// <summary><c>precocial data</c>: which data sets there are, fetching them, and looking into one.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", "List, fetch and inspect data sets.")
    {
        DataListCommand.Create(),
        DataGetCommand.Create(),
        DataInspectCommand.Create(),
    };
}
