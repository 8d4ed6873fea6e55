using System.Buffers;
using Google.Protobuf;

namespace Precocial.Formats.Onnx;

/// <summary>An ONNX file as it is, checked for what any import needs: an operator set that is known, names that are
/// defined once, no cycle.</summary>
internal sealed class OnnxSource
{
    private const int OldestOpSet = 9, NewestOpSet = 21, MaxNodes = 100_000;

    private OnnxSource(GraphProto graph, int opset) => (Graph, OpSet) = (graph, opset);

    public GraphProto Graph { get; }

    public int OpSet { get; }

    /// <summary>Parses a file.</summary>
    /// <exception cref="FileFormatException">It is no ONNX.</exception>
    public static ModelProto Parse(string path, string name)
    {
        long bytes = new FileInfo(path).Length;
        if (bytes > int.MaxValue)
            throw new FileFormatException($"{name}: expected at most 2 GiB, the most that ONNX allows, but "
                + $"found {bytes} bytes.");
        try
        {
            using IMemoryOwner<byte> file = FileBytes.Read(path);
            return ModelProto.Parser.ParseFrom(new ReadOnlySequence<byte>(file.Memory));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new FileFormatException($"{name}: expected an ONNX model, but found none: "
                + $"{e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <exception cref="OnnxRefusal">There is no graph, or of another operator set.</exception>
    public static OnnxSource Of(ModelProto model)
    {
        if (model.Graph is not { } graph || graph.Node.Count == 0)
            throw new OnnxRefusal("expected a graph with nodes, but found none");
        if (graph.Node.Count > MaxNodes)
            throw new OnnxRefusal($"expected at most {MaxNodes} nodes, but found {graph.Node.Count}");
        OperatorSetIdProto set = model.OpsetImport.FirstOrDefault(set => set.Domain is "" or "ai.onnx")
            ?? throw new OnnxRefusal("expected the version of ONNX's operators, but found none");
        if (set.Version is < OldestOpSet or > NewestOpSet)
            throw new OnnxRefusal($"expected an operator set from {OldestOpSet} to {NewestOpSet}, but found "
                + $"{set.Version}. Export the network again for another one");
        return new OnnxSource(graph, (int)set.Version);
    }

    /// <summary>The nodes that a value needs, each after those that it needs itself.</summary>
    /// <exception cref="OnnxRefusal">A cycle, a name that is defined twice.</exception>
    public List<NodeProto> NodesFor(string output)
    {
        Dictionary<string, NodeProto> producers = Producers();
        var done = new Dictionary<NodeProto, bool>(ReferenceEqualityComparer.Instance);
        var order = new List<NodeProto>();
        var stack = new Stack<NodeProto>();
        if (producers.TryGetValue(output, out NodeProto? last))
            stack.Push(last);
        while (stack.TryPeek(out NodeProto? node))
        {
            if (done.TryAdd(node, false))
            {
                foreach (string input in node.Input.Where(producers.ContainsKey))
                {
                    if (!done.TryGetValue(producers[input], out bool ready))
                        stack.Push(producers[input]);
                    else if (!ready)
                        throw new OnnxRefusal($"node \"{OneLine(node.Name)}\": expected a graph without cycles, but the "
                            + $"node needs its own output \"{OneLine(input)}\"");
                }
                continue;
            }
            stack.Pop();
            if (done[node])
                continue;
            done[node] = true;
            order.Add(node);
        }
        return order;
    }

    /// <summary>A name from a file, fit for a message of one line.</summary>
    public static string OneLine(string name)
    {
        string line = name.ReplaceLineEndings(" ").Replace('\0', ' ');
        return line.Length <= 120 ? line : line[..117] + "...";
    }

    private Dictionary<string, NodeProto> Producers()
    {
        var producers = new Dictionary<string, NodeProto>(StringComparer.Ordinal);
        foreach (NodeProto node in Graph.Node)
        {
            foreach (string output in node.Output.Where(output => output.Length > 0))
            {
                if (!producers.TryAdd(output, node))
                    throw new OnnxRefusal($"expected each value once, but \"{OneLine(output)}\" is computed twice");
            }
        }
        return producers;
    }
}
