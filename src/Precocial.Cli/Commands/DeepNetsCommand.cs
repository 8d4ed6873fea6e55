using System.CommandLine;

namespace Precocial.Cli;

/// <summary><c>precocial deepnets</c>: networks of the DeepNets-1M space, drawn and looked at.</summary>
internal static class DeepNetsCommand
{
    public static Command Create() => new(
        "deepnets", "Draw networks of the DeepNets-1M space, and look at them.")
    {
        DeepNetsGenerateCommand.Create(),
        DeepNetsInspectCommand.Create(),
    };
}
