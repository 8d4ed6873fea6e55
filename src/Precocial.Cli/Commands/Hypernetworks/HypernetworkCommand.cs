using System.CommandLine;

namespace Precocial.Cli;

/// <summary><c>precocial ghn</c>: hypernetworks, which predict the weights of networks.</summary>
internal static class HypernetworkCommand
{
    public static Command Create() => new("ghn", "Train, judge and look into graph hypernetworks.")
    {
        HypernetworkTrainCommand.Create(),
        HypernetworkEvalCommand.Create(),
        HypernetworkAblateCommand.Create(),
        HypernetworkPropertiesCommand.Create(),
        HypernetworkListCommand.Create(),
        HypernetworkInfoCommand.Create(),
    };
}
