using System.Collections.Concurrent;
using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>A network as a graph hypernetwork sees it: a node for each weight tensor and each operation of
/// its vocabulary, in topological order. Immutable.</summary>
/// <remarks>Its nearest neighbour is <see cref="ArchitectureGraph"/>, which computes; <see cref="Of"/> makes
/// this from that. What the hypernetwork has no word for (activations, reshaping, dropout) is bypassed: its
/// sources are joined to its targets. Source: Knyazev et al., NeurIPS 2021, §2.1 and appendix A.</remarks>
public sealed class HypernetworkGraph
{
    private readonly ConcurrentDictionary<int, MessageGraph> _messages = new();
    private readonly int[][] _successors;

    /// <summary>A graph of nodes and edges.</summary>
    /// <param name="nodes">In topological order.</param>
    /// <param name="edges">From an earlier node to a later one; a pair given twice counts once.</param>
    /// <exception cref="GraphException">No node, or an edge that is not from an earlier node to a later
    /// one.</exception>
    public HypernetworkGraph(IEnumerable<HypernetworkNode> nodes, IEnumerable<(int Source, int Target)> edges)
    {
        Nodes = [.. nodes];
        Edges = [.. edges.Distinct().Order()];
        if (Nodes.IsEmpty)
            throw new GraphException("A hypernetwork's graph needs at least one node.");
        foreach ((int source, int target) in Edges)
        {
            if (source < 0 || target >= Nodes.Length || source >= target)
            {
                throw new GraphException($"An edge leads from an earlier to a later of the {Nodes.Length} "
                    + $"nodes, but one leads from {source} to {target}.");
            }
        }
        _successors = SuccessorsOf(Nodes.Length, Edges);
    }

    /// <summary>The nodes, each after those that it depends on.</summary>
    public ImmutableArray<HypernetworkNode> Nodes { get; }

    /// <summary>The edges of length 1, sorted.</summary>
    public ImmutableArray<(int Source, int Target)> Edges { get; }

    /// <summary>Weight tensors whose layer has no word in the hypernetwork's vocabulary, or reaches no node
    /// that has: they are initialised instead of predicted.</summary>
    public ImmutableArray<string> Skipped { get; init; } = [];

    /// <summary>The graph of an architecture.</summary>
    public static HypernetworkGraph Of(ArchitectureGraph graph) => HypernetworkGraphBuilder.Build(graph);

    /// <summary>Who hears whom.</summary>
    /// <param name="longest">The longest virtual edge, 1 for none: at most 254.</param>
    public MessageGraph Messages(int longest) => _messages.GetOrAdd(longest,
        length => new MessageGraph(Nodes.Length, Lengths(length)));

    internal byte[] Lengths(int longest) => PathLengths.Of(_successors, longest);

    private static int[][] SuccessorsOf(int nodes, ImmutableArray<(int Source, int Target)> edges)
    {
        var counts = new int[nodes];
        foreach ((int source, _) in edges)
            counts[source]++;
        int[][] successors = Array.ConvertAll(counts, count => new int[count]);
        foreach ((int source, int target) in edges)
            successors[source][^counts[source]--] = target;
        return successors;
    }
}
