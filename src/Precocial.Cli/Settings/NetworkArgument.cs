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
        Description = "A .safetensors file, a .json file with the .safetensors beside it, or an .onnx file of any "
            + "program; with --task also .out.",
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
        if (!IsAnyOf(file, ".safetensors", ".json", ".onnx"))
            throw new UsageException(
                $"A network is a .safetensors or .json file of Precocial's or an .onnx file, but this is {file}.");
        return IsAnyOf(file, ".onnx") ? Import(file) : NetworkFile.Load(file);
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

    private static Network Import(string file)
    {
        ImportedNetwork imported = OnnxImport.Read(file);
        foreach (string note in imported.Notes)
            Console.Error.WriteLine($"note: {note}");
        if (imported.NotFinite > 0)
            Console.Error.WriteLine($"note: {imported.NotFinite} weights are not finite numbers.");
        return imported.Network;
    }

    private static bool IsAnyOf(string file, params ReadOnlySpan<string> endings)
    {
        foreach (string ending in endings)
        {
            if (file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
