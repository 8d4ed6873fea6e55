using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>Writes the ONNX nodes that one node of an architecture becomes.</summary>
internal sealed class OnnxNodeWriter(OnnxGraphWriter graph, int index)
{
    private readonly Node _node = graph.Network.Graph.Nodes[index];
    private int _values;

    public Primitive Primitive => _node.Primitive;

    /// <summary>Whether this node is the network's output.</summary>
    public bool IsOutput => index == graph.Network.Graph.Nodes.Length - 1;

    /// <summary>What the inputs are called.</summary>
    public IReadOnlyList<string> Inputs { get; } =
        [.. graph.Network.Graph.Nodes[index].Inputs.Select(graph.ValueOf)];

    /// <summary>The only input, or the first.</summary>
    public string Input => Inputs[0];

    /// <summary>The shape of the first input for one sample.</summary>
    public Shape InputShape => InputShapeOf(0);

    /// <summary>The shape of an input for one sample.</summary>
    public Shape InputShapeOf(int input) => graph.Network.Graph.Shapes[_node.Inputs[input]];

    /// <summary>Stores a weight of the node, and says what it is called.</summary>
    public string Weight(string name)
    {
        string full = $"{_node.Name}.{name}";
        Tensor tensor = graph.Network.Weights[full];
        graph.AddFloats(full, tensor.Span, tensor.Shape);
        return full;
    }

    /// <summary>Stores constants, and says what they are called.</summary>
    public string Constant(ReadOnlySpan<float> values, Shape shape)
    {
        string name = NewValue();
        graph.AddFloats(name, values, shape);
        return name;
    }

    /// <summary>Stores integers, and says what they are called.</summary>
    public string Integers(params ReadOnlySpan<long> values)
    {
        string name = NewValue();
        graph.AddIntegers(name, values);
        return name;
    }

    /// <summary>Stores rows of integers, and says what they are called.</summary>
    public string IntegerRows(ReadOnlySpan<long> values, int columns)
    {
        string name = NewValue();
        graph.AddIntegers(name, values, [values.Length / columns, columns]);
        return name;
    }

    /// <summary>Writes an operation whose result is used within this node.</summary>
    public string Inner(string operation, params IEnumerable<string> inputs) =>
        Write(operation, NewValue(), inputs).Output[0];

    /// <summary>Writes a cut along axis 1 into parts of given lengths that are used within this
    /// node.</summary>
    public IReadOnlyList<string> Split(string value, params ReadOnlySpan<long> lengths) =>
        Split(value, axis: 1, lengths);

    private string[] Split(string value, int axis, ReadOnlySpan<long> lengths)
    {
        string[] parts = new string[lengths.Length];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = NewValue();
        NodeProto node = Write("Split", parts[0], [value, Integers(lengths)]).With("axis", axis);
        node.Output.AddRange(parts[1..]);
        return parts;
    }

    /// <summary>Writes a cut along the last of three axes into parts of given lengths that are used within
    /// this node.</summary>
    public IReadOnlyList<string> SplitFeatures(string value, params ReadOnlySpan<long> lengths) =>
        Split(value, axis: 2, lengths);

    /// <summary>Writes the axes in another order, for use within this node.</summary>
    public string Permuted(string value, params ReadOnlySpan<long> axes) =>
        Write("Transpose", NewValue(), [value]).With("perm", axes).Output[0];

    /// <summary>Writes an operation along the last axis whose result is used within this node.</summary>
    public string AlongLastAxis(string operation, params IEnumerable<string> inputs) =>
        Write(operation, NewValue(), inputs).With("axis", -1).Output[0];

    /// <summary>Writes an operation along axis 0 whose result is used within this node.</summary>
    public string AlongAxis0(string operation, params IEnumerable<string> inputs) =>
        Write(operation, NewValue(), inputs).With("axis", 0).Output[0];

    /// <summary>Writes an operation along axis 1 whose result is used within this node.</summary>
    public string AlongAxis1(string operation, params IEnumerable<string> inputs) =>
        Write(operation, NewValue(), inputs).With("axis", 1).Output[0];

    /// <summary>Writes a cast to float32 whose result is used within this node.</summary>
    public string ToFloat(string value) => Write("Cast", NewValue(), [value])
        .With("to", (long)TensorProto.Types.DataType.Float).Output[0];

    /// <summary>Writes the remainder of a division, with the dividend's sign, that is used within this
    /// node.</summary>
    public string Remainder(string value, string divisor) =>
        Write("Mod", NewValue(), [value, divisor]).With("fmod", 1).Output[0];

    /// <summary>Writes the operation whose result is the node's.</summary>
    public NodeProto Output(string operation, params IEnumerable<string> inputs) =>
        Write(operation, graph.ValueOf(index), inputs);

    private NodeProto Write(string operation, string output, IEnumerable<string> inputs)
    {
        var node = new NodeProto { Name = $"{output}#{operation}", OpType = operation };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        graph.Graph.Node.Add(node);
        return node;
    }

    private string NewValue() => $"{_node.Name}:{++_values}";
}
