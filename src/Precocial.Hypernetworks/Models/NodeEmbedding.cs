using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>From a graph to one vector for each node: the encoder of a hypernetwork.</summary>
/// <remarks>Source: Knyazev et al., NeurIPS 2021, §2.1, with the shape encoding of appendix B.</remarks>
internal sealed class NodeEmbedding(HypernetworkConfiguration configuration, IReadOnlyDictionary<string, Tensor> weights)
{
    private readonly ShapeVocabulary _shapes = new(configuration.Classes, configuration.MaxShape.Width);

    /// <summary>x0: what a node is, plus its shape. [nodes, hidden].</summary>
    public Tensor Initial(Tape tape, HypernetworkGraph graph)
    {
        int nodes = graph.Nodes.Length;
        int[] kinds = new int[nodes], outputs = new int[nodes], inputs = new int[nodes], heights = new int[nodes],
            widths = new int[nodes];
        for (int i = 0; i < nodes; i++)
        {
            kinds[i] = (int)graph.Nodes[i].Kind;
            outputs[i] = inputs[i] = _shapes.Channels.Count;
            heights[i] = widths[i] = _shapes.Spatial.Count;
            if (graph.Nodes[i].Shape is not { } shape)
                continue;
            outputs[i] = _shapes.ChannelRow(shape.Out);
            inputs[i] = _shapes.ChannelRow(shape.In);
            heights[i] = _shapes.SpatialRow(shape.Height);
            widths[i] = _shapes.SpatialRow(shape.Width);
        }
        Tensor channels = On(tape, "shape_enc.embed_channel.weight"),
            spatial = On(tape, "shape_enc.embed_spatial.weight");
        return On(tape, "embed.weight").Gather(kinds).Add(TensorOperations.Concat(
            [channels.Gather(outputs), channels.Gather(inputs), spatial.Gather(heights), spatial.Gather(widths)],
            axis: 1));
    }

    /// <summary>x1: after the nodes have heard of each other. [nodes, hidden].</summary>
    public Tensor Propagate(Tensor x, HypernetworkGraph graph)
    {
        Tape tape = x.Tape!;
        if (configuration.Kind == HypernetworkKind.Perceptron)
        {
            return x.Linear(On(tape, "gnn.fc.0.weight"), On(tape, "gnn.fc.0.bias")).Relu()
                .Linear(On(tape, "gnn.fc.2.weight"), On(tape, "gnn.fc.2.bias")).Relu();
        }
        bool far = configuration.VirtualEdges > 1;
        var gated = new GatedGraphWeights(Message(tape, "gnn.mlp.fc"), far ? Message(tape, "gnn.mlp_ve.fc") : null,
            On(tape, "gnn.gru.weight_ih"), On(tape, "gnn.gru.bias_ih"), On(tape, "gnn.gru.weight_hh"),
            On(tape, "gnn.gru.bias_hh"));
        return x.GatedGraph(graph.Messages(configuration.VirtualEdges), gated);
    }

    /// <summary>x2: what the decoders take. [nodes, hidden].</summary>
    public Tensor Normalize(Tensor x) => configuration.LayerNorm
        ? x.LayerNorm(On(x.Tape!, "ln.weight"), On(x.Tape!, "ln.bias"))
        : x;

    private MessageWeights Message(Tape tape, string name) => new(On(tape, name + ".0.weight"),
        On(tape, name + ".0.bias"), On(tape, name + ".2.weight"), On(tape, name + ".2.bias"));

    private Tensor On(Tape tape, string name) => tape.Input(weights[name]);
}
