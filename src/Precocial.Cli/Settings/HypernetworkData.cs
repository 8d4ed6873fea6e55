using System.CommandLine;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary>The images that a hypernetwork is judged on: those that it was trained on, unless another set is
/// named.</summary>
internal sealed class HypernetworkData
{
    public Option<string?> Name { get; } = new("--data")
    {
        Description = "The images: a data set's name or path. [default: the data set that it was trained on]",
        HelpName = "data",
    };

    public Option<string?> Label { get; } = new DataArgument().Label;

    public Dataset Load(ParseResult parsed, TrainedHypernetwork hypernetwork, CommonOptions options)
    {
        string name = parsed.GetValue(Name) ?? (hypernetwork.Card.Data is { Length: > 0 } known
            ? known
            : throw new UsageException("The hypernetwork's file does not say what it was trained on: give --data."));
        Dataset set = DataArgument.Load(name, parsed.GetValue(Label), options.LocationsOf(parsed));
        RequireImages(set);
        // It may have been trained on scaled images.
        return hypernetwork.Card.InputShape is { Rank: 3 } input && input[1] < set.SampleShape[1]
            && input[2] < set.SampleShape[2]
                ? set.ScaledTo(input[1], input[2])
                : set;
    }

    /// <summary>Refuses samples that are no images.</summary>
    public static void RequireImages(Dataset set)
    {
        if (!set.IsImages)
            throw new UsageException($"Hypernetworks predict image classifiers, but the samples of {set.Name} are "
                + $"{set.SampleShape}.");
    }
}
