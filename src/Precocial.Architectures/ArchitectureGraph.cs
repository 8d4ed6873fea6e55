using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>A network without weights: primitives and what feeds them. Immutable.</summary>
/// <remarks>
/// The one type that search, costs, weights, import and export share. Node 0 is the input
/// (<see cref="InputPrimitive"/>), the last node is the output; nodes are in topological order; every node
/// reaches the output. Its nearest neighbours: a genotype is what a search changes, and decodes to a graph; a
/// <see cref="Network"/> is a graph with weights. Build one with <see cref="GraphBuilder"/>.
/// </remarks>
public sealed class ArchitectureGraph
{
    private readonly Lazy<ImmutableArray<GraphWeight>> _weightSpecs;
    private readonly Lazy<string> _key;
    private readonly Lazy<(long Parameters, long Flops)> _totals;

    /// <summary>A graph of nodes.</summary>
    /// <exception cref="GraphException">No node, an input that is not an earlier node, a name used twice, a
    /// node that does not reach the output.</exception>
    /// <exception cref="ShapeException">Shapes that do not fit; the message names the node.</exception>
    public ArchitectureGraph(ImmutableArray<Node> nodes)
        : this(nodes, ShapeInference.Of(nodes)) { }

    internal ArchitectureGraph(ImmutableArray<Node> nodes, ImmutableArray<Shape> shapes)
    {
        GraphRules.Check(nodes);
        Nodes = nodes;
        Shapes = shapes;
        _weightSpecs = new(() => GraphWeight.ListOf(this));
        _key = new(() => CanonicalKey.Of(this));
        _totals = new(Total);
    }

    /// <summary>The nodes, each after its inputs.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>The output shape of each node for one sample, as inferred.</summary>
    public ImmutableArray<Shape> Shapes { get; }

    /// <summary>The shape of one input sample.</summary>
    public Shape InputShape => Shapes[0];

    /// <summary>The shape of one output: [classes] for a classifier.</summary>
    public Shape OutputShape => Shapes[^1];

    /// <summary>Every weight tensor that a network of this graph has, node by node.</summary>
    public ImmutableArray<GraphWeight> WeightSpecs => _weightSpecs.Value;

    /// <summary>The number of trained values: running statistics and constants do not count.</summary>
    public long Parameters => _totals.Value.Parameters;

    /// <summary>Floating-point operations for one sample in evaluation; a multiply-add counts as
    /// two.</summary>
    /// <remarks>Much of the literature says "FLOPs" and counts a multiply-add once: half of this number,
    /// about. <see cref="PublishedFlops"/> counts as NAS-Bench-201's recorded column does.</remarks>
    public long Flops => _totals.Value.Flops;

    /// <summary>32 hexadecimal digits that are the same for graphs that differ in names and node order
    /// alone.</summary>
    public string Key => _key.Value;

    /// <summary>What it was made from by an edit or a search; null when nobody said. Neither saved nor part of
    /// <see cref="Key"/>.</summary>
    public GraphOrigin? Origin { get; private init; }

    /// <summary>The same graph with another <see cref="Origin"/>.</summary>
    public ArchitectureGraph DescendedFrom(GraphOrigin? origin) => new(Nodes, Shapes) { Origin = origin };

    /// <summary>The graph as a JSON document, see <see cref="FromJson"/>.</summary>
    public string ToJson() => GraphJson.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote. Everything is checked: the text may come from
    /// anywhere.</summary>
    /// <exception cref="GraphException">Not a graph, or one of a newer version: one line that says where and
    /// what was expected.</exception>
    public static ArchitectureGraph FromJson(string json) => GraphJson.Read(json);

    /// <summary>The same network behind a standardisation of its inputs, so that it takes raw data; itself if it
    /// standardizes them already.</summary>
    /// <exception cref="ShapeException">The constants are not the input's.</exception>
    public ArchitectureGraph Behind(Standardize standardize)
    {
        if (Nodes.Any(node => node.Primitive is Standardize))
            return this;
        string name = "standardize";
        while (Nodes.Any(node => node.Name == name))
            name += "_";
        // Every node moves up by one; who read the input reads the new node, which has number 1.
        return new(
        [
            Nodes[0], new Node(name, standardize, [0]),
            .. Nodes.Skip(1).Select(node => node with { Inputs = [.. node.Inputs.Select(input => input + 1)] }),
        ]);
    }

    /// <summary>The shapes of a node's inputs, in its order.</summary>
    public Shape[] InputShapesOf(int node)
    {
        ImmutableArray<int> inputs = Nodes[node].Inputs;
        var shapes = new Shape[inputs.Length];
        for (int i = 0; i < shapes.Length; i++)
            shapes[i] = Shapes[inputs[i]];
        return shapes;
    }

    private (long Parameters, long Flops) Total()
    {
        long parameters = 0, flops = 0;
        foreach (GraphWeight weight in WeightSpecs)
        {
            if (weight.Spec.Trainable)
                parameters = checked(parameters + weight.Spec.Shape.Count);
        }
        for (int i = 0; i < Nodes.Length; i++)
            flops = checked(flops + Nodes[i].Primitive.Flops(InputShapesOf(i)));
        return (parameters, flops);
    }
}
