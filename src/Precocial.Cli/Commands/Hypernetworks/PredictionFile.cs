using Precocial.Architectures;
using Precocial.Formats;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary>Writes a network with predicted weights.</summary>
internal static class PredictionFile
{
    /// <summary>The path, if its ending is one that can be written.</summary>
    public static string? Checked(string? path) =>
        path is null || new[] { ".safetensors", ".json", ".onnx" }.Any(ending => Ends(path, ending))
            ? path
            : throw new UsageException($"--output must end in .safetensors, .json or .onnx, but is {path}.");

    /// <summary>Writes it by the ending of the path.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="network">What.</param>
    /// <param name="given">Where its architecture came from: names of an ONNX file's initializers are kept.</param>
    /// <param name="estimated">Whether batch norm has running statistics.</param>
    public static void Save(string path, Network network, GivenArchitecture given, bool estimated)
    {
        bool lacks = !estimated && network.Graph.Nodes.Any(node => node.Primitive is BatchNorm);
        var notes = new Dictionary<string, string>
        {
            ["batch_norm"] = lacks ? "no running statistics: use those of each batch" : "running statistics",
        };
        if (Ends(path, ".onnx"))
            OnnxFile.Save(network, path, notes);
        else if (Ends(path, ".safetensors") && given.Imported is { } imported)
            SafeTensors.Save(path, imported.ToInitializers(network), notes);
        else if (Ends(path, ".safetensors"))
            NetworkFile.SaveForPyTorch(network, path, notes);
        else
            NetworkFile.Save(network, path, notes);
        if (lacks)
        {
            Console.Error.WriteLine("precocial: batch norm has no running statistics: run the network in training mode, "
                + "or predict with --data to estimate them.");
        }
    }

    private static bool Ends(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
