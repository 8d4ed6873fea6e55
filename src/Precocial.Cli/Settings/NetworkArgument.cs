using System.CommandLine;
using Precocial.Architectures;
using Precocial.Formats;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary>A saved network and the data it is for.</summary>
internal sealed class NetworkArgument
{
    public Argument<string> File { get; } = new("network")
    {
        Description = "A .safetensors file, or a .json file with the .safetensors beside it; with --task also .out "
            + "and .onnx.",
    };

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "A data set's name or path.",
        HelpName = "data",
    };

    public Option<string?> Label { get; } = new DataArgument().Label;

    public Network Load(ParseResult parsed)
    {
        if (parsed.GetValue(Data) is null)
            throw new UsageException("A network needs something to do: --data DATA, or --task TASK for a weight "
                + "agnostic one.");
        string file = parsed.GetValue(File)!;
        bool known = file.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)
            || file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        if (!known)
            throw new UsageException(
                $"A network is a .safetensors or .json file of Precocial's, but this is {file}.");
        return NetworkFile.Load(file);
    }

    public Dataset LoadData(ParseResult parsed, CommonOptions options, Network network)
    {
        Dataset data = DataArgument.Load(parsed.GetValue(Data)!, parsed.GetValue(Label),
            options.LocationsOf(parsed));
        ArchitectureGraph graph = network.Graph;
        if (data.SampleShape != graph.InputShape)
            throw new UsageException(
                $"The network takes samples {graph.InputShape}, but those of {data.Name} are "
                + $"{data.SampleShape}.");
        bool classifies = graph.OutputShape.Rank == 1 && graph.OutputShape[0] == data.Classes;
        return classifies
            ? data
            : throw new UsageException(
                $"The network's output is {graph.OutputShape}, but {data.Name} has {data.Classes} classes.");
    }
}
