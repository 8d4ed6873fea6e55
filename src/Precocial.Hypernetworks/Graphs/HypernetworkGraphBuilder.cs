using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>Makes a <see cref="HypernetworkGraph"/> of an architecture.</summary>
/// <remarks>
/// Each node of the architecture has sources: the hypernetwork's nodes that its output comes from. What has a
/// word adds a node and is its own source; what has none hands on the sources of all its inputs;
/// <see cref="Zero"/> has none, which cuts. Departure from the released code, which recognises attention and
/// squeeze-and-excitation by their places in a list and misses many: here each has its node.
/// </remarks>
internal sealed class HypernetworkGraphBuilder
{
    private readonly ArchitectureGraph _graph;
    private readonly List<HypernetworkNode> _nodes = [];
    private readonly List<(int Source, int Target)> _edges = [];
    private readonly int[][] _sources;
    private readonly ILookup<int, GraphWeight> _weights;
    private readonly HashSet<int> _gatePools;
    private readonly int _classLayer;

    private HypernetworkGraphBuilder(ArchitectureGraph graph)
    {
        _graph = graph;
        _sources = new int[graph.Nodes.Length][];
        _weights = graph.WeightSpecs.ToLookup(weight => weight.Node);
        _gatePools = GatePools(graph);
        _classLayer = ClassLayer(graph);
    }

    /// <summary>The graph.</summary>
    /// <exception cref="GraphException">The output does not depend on the input.</exception>
    public static HypernetworkGraph Build(ArchitectureGraph graph)
    {
        var builder = new HypernetworkGraphBuilder(graph);
        for (int i = 0; i < graph.Nodes.Length; i++)
            builder._sources[i] = builder.SourcesOf(i);
        return builder.Finish();
    }

    private int[] SourcesOf(int node)
    {
        Primitive primitive = _graph.Nodes[node].Primitive;
        int[] inputs = SourcesOfInputs(node);
        if (primitive is InputPrimitive)
            return [Add(new HypernetworkNode(NodeKind.Input, _graph.Nodes[node].Name), [])];
        if (primitive is Zero || inputs.Length == 0)
            return [];
        return primitive switch
        {
            Convolution c => Kernel(node, inputs, c.Groups > 1, c.Dilation > 1),
            DepthwiseConvolution d => Kernel(node, inputs, _graph.Shapes[node][0] > 1, d.Dilation > 1),
            Linear => Kernel(node, inputs, grouped: false, dilated: false),
            BatchNorm => Normalization(node, inputs, NodeKind.BatchNorm),
            LayerNorm => Normalization(node, inputs, NodeKind.LayerNorm),
            MaxPool pool => Plain(node, inputs, NodeKind.MaxPool, new(1, 1, pool.Size, pool.KernelWidth)),
            AveragePool pool => Plain(node, inputs, NodeKind.AveragePool,
                new(1, 1, pool.Size, pool.KernelWidth)),
            GlobalAveragePool when !_gatePools.Contains(node) =>
                Plain(node, inputs, NodeKind.GlobalAveragePool),
            ChannelScale => Plain(node, inputs, NodeKind.SqueezeExcitation),
            Sum or MixedOperation when inputs.Length > 1 => Plain(node, inputs, NodeKind.Sum),
            Concat when inputs.Length > 1 => Plain(node, inputs, NodeKind.Concat),
            Attention => Plain(node, inputs, NodeKind.Attention),
            PositionEncoding => Position(node, inputs),
            Softmax => Plain(node, inputs, NodeKind.Attention),
            MatMul => AttentionAlone(node) ?? inputs,
            _ => inputs,
        };
    }

    // Attention written out: the values, which the scores are multiplied with, have no edge of their own.
    private int[]? AttentionAlone(int node)
    {
        foreach (int input in _graph.Nodes[node].Inputs)
        {
            if (_sources[input] is [var source] && _nodes[source].Kind == NodeKind.Attention)
                return [source];
        }
        return null;
    }

    private int[] SourcesOfInputs(int node)
    {
        ImmutableArray<int> inputs = _graph.Nodes[node].Inputs;
        return inputs.Length == 1 ? _sources[inputs[0]] : [.. inputs.SelectMany(i => _sources[i]).Distinct()];
    }

    private int[] Plain(int node, int[] inputs, NodeKind kind, KernelShape? shape = null) =>
        [Add(new HypernetworkNode(kind, _graph.Nodes[node].Name, shape), inputs)];

    // in → weight → bias → next.
    private int[] Kernel(int node, int[] inputs, bool grouped, bool dilated)
    {
        NodeKind kind = !grouped ? NodeKind.Convolution
            : dilated ? NodeKind.DilatedConvolution : NodeKind.SeparableConvolution;
        bool logits = node == _classLayer;
        foreach (GraphWeight weight in _weights[node])
        {
            bool kernel = weight.Spec.Role == WeightRole.Kernel;
            WeightPart part = kernel ? logits ? WeightPart.ClassKernel : WeightPart.Kernel
                : logits ? WeightPart.ClassOffset : WeightPart.Offset;
            inputs = [Add(new HypernetworkNode(kernel ? kind : NodeKind.Bias,
                new NodeWeight(weight.Name, weight.Spec.Shape, part)), inputs)];
        }
        return inputs;
    }

    private int[] Normalization(int node, int[] inputs, NodeKind kind)
    {
        GraphWeight[] weights = [.. _weights[node].Where(weight => weight.Spec.Trainable)];
        if (weights is not [var scale, var offset])
            return inputs;
        return [Add(new HypernetworkNode(kind, new NodeWeight(scale.Name, scale.Spec.Shape, WeightPart.Scale),
            new NodeWeight(offset.Name, offset.Spec.Shape, WeightPart.Offset)), inputs)];
    }

    private int[] Position(int node, int[] inputs)
    {
        GraphWeight weight = _weights[node].First();
        int position = Add(new HypernetworkNode(NodeKind.PositionEncoding,
            new NodeWeight(weight.Name, weight.Spec.Shape, WeightPart.Position)), []);
        return Plain(node, [.. inputs, position], NodeKind.Sum);
    }

    private int Add(HypernetworkNode node, int[] inputs)
    {
        foreach (int input in inputs)
            _edges.Add((input, _nodes.Count));
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    // Without the nodes that do not reach the output.
    private HypernetworkGraph Finish()
    {
        var reaches = new bool[_nodes.Count];
        foreach (int source in _sources[^1])
            reaches[source] = true;
        for (int i = _edges.Count - 1; i >= 0; i--)
            reaches[_edges[i].Source] |= reaches[_edges[i].Target];
        var place = new int[_nodes.Count];
        var kept = new List<HypernetworkNode>(_nodes.Count);
        for (int i = 0; i < place.Length; i++)
        {
            place[i] = kept.Count;
            if (reaches[i])
                kept.Add(_nodes[i]);
        }
        if (kept.Count == 0)
        {
            throw new GraphException("The output does not depend on the input, so that there is nothing to "
                + "predict.");
        }
        var predicted = kept.SelectMany(node => node.Weights).Select(weight => weight.Name).ToHashSet();
        return new HypernetworkGraph(kept, _edges.Where(edge => reaches[edge.Source] && reaches[edge.Target])
            .Select(edge => (place[edge.Source], place[edge.Target])))
        {
            Skipped = [.. _graph.WeightSpecs.Where(weight => weight.Spec.Trainable
                && !predicted.Contains(weight.Name))
                .Select(weight => weight.Name)],
        };
    }

    // The mean in front of a squeeze-and-excitation's perceptron has no node: so in DeepNets-1M.
    private static HashSet<int> GatePools(ArchitectureGraph graph)
    {
        var pools = new HashSet<int>();
        foreach (Node node in graph.Nodes.Where(node => node.Primitive is ChannelScale))
        {
            int gate = node.Inputs[1];
            while (graph.Nodes[gate] is { Primitive: not GlobalAveragePool, Inputs: [var input] })
                gate = input;
            if (graph.Nodes[gate].Primitive is GlobalAveragePool)
                pools.Add(gate);
        }
        return pools;
    }

    // The linear layer, or 1x1 convolution, whose output is the graph's, up to what has no weights; −1 for
    // none.
    private static int ClassLayer(ArchitectureGraph graph)
    {
        for (int node = graph.Nodes.Length - 1; ; node = graph.Nodes[node].Inputs[0])
        {
            Primitive primitive = graph.Nodes[node].Primitive;
            if (primitive is Linear or Convolution { Kernel: 1, KernelWidth: 1, Groups: 1 })
                return graph.OutputShape.Count == OutputsOf(primitive) ? node : -1;
            bool passes = graph.Nodes[node].Inputs.Length == 1
                && primitive.Weights(graph.InputShapesOf(node)).Count == 0;
            if (!passes)
                return -1;
        }
    }

    private static int OutputsOf(Primitive primitive) =>
        primitive is Linear linear ? linear.OutFeatures : ((Convolution)primitive).OutChannels;
}
