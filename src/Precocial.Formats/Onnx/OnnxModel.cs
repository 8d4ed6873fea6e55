using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>Builds the ONNX model of a network.</summary>
internal static class OnnxModel
{
    private const int IrVersion = 8, OperatorSet = 17;

    public static ModelProto Of(Network network, IReadOnlyDictionary<string, string>? notes)
    {
        ArchitectureGraph graph = network.Graph;
        var writer = new OnnxGraphWriter(network);
        for (int node = 0; node < graph.Nodes.Length; node++)
            OnnxPrimitives.Write(new OnnxNodeWriter(writer, node));
        writer.Graph.Input.Add(Describe("input", graph.InputShape));
        writer.Graph.Output.Add(Describe("logits", graph.OutputShape));

        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "Precocial",
            ProducerVersion = typeof(OnnxModel).Assembly.GetName().Version?.ToString(3) ?? "",
            Graph = writer.Graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = OperatorSet });
        AddMetadata(model, network, notes);
        return model;
    }

    private static void AddMetadata(
        ModelProto model, Network network, IReadOnlyDictionary<string, string>? notes)
    {
        var metadata = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in notes ?? new Dictionary<string, string>())
            metadata[key] = value;
        metadata[NetworkFile.ArchitectureKey] = network.Graph.ToJson();
        metadata[NetworkFile.ProvenanceKey] = network.Provenance;
        metadata["precocial.key"] = network.Graph.Key;
        foreach ((string key, string value) in metadata)
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
    }

    private static ValueInfoProto Describe(string name, Shape shape)
    {
        var axes = new TensorShapeProto();
        axes.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        foreach (int axis in shape)
            axes.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = axis });
        var tensor = new TypeProto.Types.Tensor
        {
            ElemType = (int)TensorProto.Types.DataType.Float,
            Shape = axes,
        };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }
}
