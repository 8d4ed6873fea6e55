using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>A network without weights: primitives and what feeds them. Immutable.</summary>
/// <remarks>
/// The one type that search, costs, weights, import and export share. Node 0 is the input (<see cref="InputPrimitive"/>),
/// the last node is the output; nodes are in topological order; every node reaches the output. Its nearest neighbours:
/// a genotype is what a search changes, and decodes to a graph; a <see cref="Network"/> is a graph with weights.
/// </remarks>
public sealed class ArchitectureGraph
{
    /// <summary>The nodes, each after its inputs.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>The output shape of each node for one sample, as inferred.</summary>
    public ImmutableArray<Shape> Shapes { get; }

    /// <summary>The shape of one input sample.</summary>
    public Shape InputShape => Shapes[0];

    /// <summary>The shape of one output: [classes] for a classifier.</summary>
    public Shape OutputShape => Shapes[^1];

    /// <summary>A graph of nodes.</summary>
    /// <exception cref="GraphException">No node, an input that is not an earlier node, a name used twice, a node that
    /// does not reach the output.</exception>
    /// <exception cref="ShapeException">Shapes that do not fit; the message names the node.</exception>
    public ArchitectureGraph(ImmutableArray<Node> nodes)
    {
        Nodes = nodes;
        Shapes = [];
        throw new NotImplementedException();
    }
}
