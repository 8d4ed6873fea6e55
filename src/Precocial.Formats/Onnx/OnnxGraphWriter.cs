using System.Runtime.InteropServices;
using Google.Protobuf;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>The ONNX graph under construction, and how its values are called.</summary>
/// <remarks>A node's output is <c>name:out</c>, its inner values <c>name:1</c>, ...; weights have their full
/// names, which end in a word without a colon: no two names can meet.</remarks>
internal sealed class OnnxGraphWriter(Network network)
{
    public GraphProto Graph { get; } = new() { Name = "network" };

    public Network Network => network;

    /// <summary>What the output of a node is called.</summary>
    public string ValueOf(int node) =>
        node == network.Graph.Nodes.Length - 1 ? "logits"
        : node == 0 ? "input"
        : network.Graph.Nodes[node].Name + ":out";

    /// <summary>Stores float constants under a name.</summary>
    public void AddFloats(string name, ReadOnlySpan<float> values, Shape shape) =>
        Add(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Stores integer constants under a name.</summary>
    public void AddIntegers(string name, ReadOnlySpan<long> values) =>
        AddIntegers(name, values, [values.Length]);

    /// <summary>Stores integer constants of a shape under a name.</summary>
    public void AddIntegers(string name, ReadOnlySpan<long> values, Shape shape) =>
        Add(name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), shape);

    private void Add(string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, Shape shape)
    {
        var tensor = new TensorProto
        {
            Name = name,
            DataType = (int)type,
            RawData = ByteString.CopyFrom(bytes),
        };
        foreach (int axis in shape)
            tensor.Dims.Add(axis);
        Graph.Initializer.Add(tensor);
    }
}
