using System.CommandLine;
using Precocial.Formats;

namespace Precocial.Cli;

/// <summary>The options of a weight agnostic network with its task, as <c>evaluate</c> and <c>play</c> share
/// them.</summary>
internal sealed class WeightlessOptions
{
    public Option<string?> Task { get; } = TaskArgument.Optional();

    public Option<string?> Weight { get; } = new("--weight", "-w")
    {
        Description = "One weight for all connections.",
        HelpName = "number",
    };

    public Option<string?> Weights { get; } = new("--weights")
    {
        Description = "Tuned weights of the network: a .wann.json file.",
        HelpName = "file",
    };

    public Option<string?> WeightBias { get; } = new("--weight-bias")
    {
        Description = "What is added to every number of --weights. [default: the authors' for the task]",
        HelpName = "number",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Task, Weight, Weights, WeightBias])
            command.Options.Add(option);
    }

    public double? WeightOf(ParseResult parsed) =>
        parsed.GetValue(Weight) is { } text ? WeightText.Number(Weight.Name, text) : null;

    /// <summary>The network's own weights: those of --weights, or those in its file; null when there are
    /// none.</summary>
    public double[]? TunedOf(ParseResult parsed, WeightlessNetwork network, WeightlessTask task)
    {
        double bias = parsed.GetValue(WeightBias) is { } text
            ? WeightText.Number(WeightBias.Name, text) : task.WeightBias;
        return parsed.GetValue(Weights) is { } file
            ? WannWeightsFile.Read(file, network.Wiring).Effective(bias)
            : network.Weights;
    }

    /// <summary>The weights to run with, and what they are called.</summary>
    public (double[] Weights, string Name) Choose(
        ParseResult parsed, WeightlessNetwork network, WeightlessTask task)
    {
        if (WeightOf(parsed) is { } weight)
            return (Shared(network, weight), Name(weight));
        if (TunedOf(parsed, network, task) is { } tuned)
            return (tuned, "tuned");
        return network.SharedWeight is { } own
            ? (Shared(network, own), Name(own))
            : throw new UsageException(
                "The file holds a network without weights: give --weight W or --weights FILE.wann.json.");
    }

    private static double[] Shared(WeightlessNetwork network, double weight) =>
        [.. Enumerable.Repeat(weight, network.Wiring.Connections)];

    private static string Name(double weight) => FormattableString.Invariant($"shared {weight}");
}
