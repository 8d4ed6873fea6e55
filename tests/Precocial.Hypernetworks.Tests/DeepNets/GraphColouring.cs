using System.Security.Cryptography;
using System.Text;

namespace Precocial.Hypernetworks.Tests;

/// <summary>A graph as text that does not see the order of nodes: equal for equal graphs.</summary>
/// <remarks>
/// 1. A node's colour is its kind, shape and weights. Nodes without weights share colours.
/// 2. As often as there are nodes: its colour and those of its predecessors and successors, sorted, make its
///    next one; until no more colours appear.
/// 3. One line for each node, then one for each edge, virtual ones with their length: sorted.
/// </remarks>
internal static class GraphColouring
{
    private const int Longest = 50;

    public static string[] Of(HypernetworkGraph graph)
    {
        string[] colours = [.. graph.Nodes.Select(First)];
        int count = colours.Distinct().Count();
        for (int round = 0; round < graph.Nodes.Length; round++)
        {
            colours = Refined(graph, colours);
            int next = colours.Distinct().Count();
            if (next == count)
                break;
            count = next;
        }
        return
        [
            .. graph.Nodes.Select((node, i) => $"{First(node)} {colours[i]}").Order(StringComparer.Ordinal),
            .. EdgesOf(graph, colours).Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> EdgesOf(HypernetworkGraph graph, string[] colours)
    {
        byte[] lengths = graph.Lengths(Longest);
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] != 0)
                yield return $"{colours[i / colours.Length]} {colours[i % colours.Length]} {lengths[i]}";
        }
    }

    private static string[] Refined(HypernetworkGraph graph, string[] colours)
    {
        var near = Array.ConvertAll(colours, _ => new List<string>());
        foreach ((int source, int target) in graph.Edges)
        {
            near[source].Add("> " + colours[target]);
            near[target].Add("< " + colours[source]);
        }
        return [.. colours.Select((colour, i) => Digest(colour, near[i]))];
    }

    private static string Digest(string colour, List<string> near)
    {
        near.Sort(StringComparer.Ordinal);
        byte[] text = Encoding.UTF8.GetBytes($"{colour} {string.Join(' ', near)}");
        return Convert.ToHexStringLower(SHA256.HashData(text))[..16];
    }

    private static string First(HypernetworkNode node) => $"{node.Kind} {node.Shape} "
        + string.Join(' ', node.Weights.Select(weight => $"{weight.Name} {weight.Shape} {weight.Part}"));
}
