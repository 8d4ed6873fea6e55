using System.Runtime.InteropServices;
using Google.Protobuf;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>Reads back a network from an ONNX file that carries its architecture: the graph of operators is
/// not looked at, the weights are the initializers that bear the architecture's names.</summary>
internal static class OnnxReader
{
    /// <summary>Whether Precocial wrote the model.</summary>
    public static bool HasArchitecture(ModelProto model) =>
        model.MetadataProps.Any(entry => entry.Key == NetworkFile.ArchitectureKey);

    public static Network Read(ModelProto model, string name)
    {
        Dictionary<string, string> metadata = Metadata(model, name);
        ArchitectureGraph graph;
        try
        {
            graph = ArchitectureGraph.FromJson(metadata[NetworkFile.ArchitectureKey]);
        }
        catch (GraphException e)
        {
            throw new FileFormatException($"{name}: {e.Message}", e);
        }
        return new Network(graph, WeightsOf(graph, model, name))
        {
            Provenance = metadata.GetValueOrDefault(NetworkFile.ProvenanceKey) ?? "unspecified",
        };
    }

    private static Dictionary<string, string> Metadata(ModelProto model, string name)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (StringStringEntryProto entry in model.MetadataProps)
        {
            if (!metadata.TryAdd(entry.Key, entry.Value))
                throw new FileFormatException($"{name}: expected each key of the metadata once, but found "
                    + $"\"{entry.Key.ReplaceLineEndings(" ")}\" twice.");
        }
        return metadata;
    }

    private static List<Tensor> WeightsOf(ArchitectureGraph graph, ModelProto model, string name)
    {
        // The constants of the operators stand among them; only the architecture's names matter.
        ILookup<string, TensorProto> stored =
            (model.Graph?.Initializer.AsEnumerable() ?? [])
                .ToLookup(tensor => tensor.Name, StringComparer.Ordinal);
        return [.. graph.WeightSpecs.Select(weight => Weight(weight, [.. stored[weight.Name]], name))];
    }

    private static Tensor Weight(GraphWeight weight, TensorProto[] stored, string name)
    {
        Shape shape = weight.Spec.Shape;
        if (stored.Length != 1)
            throw new FileFormatException($"{name}: expected an initializer \"{weight.Name}\" {shape}, but there "
                + $"{(stored.Length == 0 ? "is none" : $"are {stored.Length}")}. Another program may have changed the "
                + "file: load the one that was written first.");
        TensorProto tensor = stored[0];
        if (!tensor.Dims.SequenceEqual(shape.ToArray().Select(axis => (long)axis))
            || tensor.DataType != (int)TensorProto.Types.DataType.Float
            || tensor.RawData.Length != 4L * shape.Count)
            throw new FileFormatException($"{name}, initializer \"{weight.Name}\": expected {4L * shape.Count} bytes of "
                + $"float32 {shape}, but found {tensor.RawData.Length} bytes of data type {tensor.DataType} "
                + $"[{string.Join(", ", tensor.Dims.Take(Shape.MaxRank + 1))}].");
        return Tensor.From(MemoryMarshal.Cast<byte, float>(tensor.RawData.Span), shape,
            requiresGradient: weight.Spec.Trainable);
    }
}
