using System.Collections.Immutable;

namespace Precocial.Architectures;

/// <summary>What makes a list of nodes a graph: order, unique names, one input, and that every node
/// counts.</summary>
internal static class GraphRules
{
    public static void Check(ImmutableArray<Node> nodes)
    {
        CheckOrder(nodes);
        CheckNames(nodes);
        CheckReach(nodes);
    }

    public static void CheckOrder(ImmutableArray<Node> nodes)
    {
        if (nodes.IsDefaultOrEmpty)
            throw new GraphException("A graph needs at least an input node, but has none.");
        for (int i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].Primitive is InputPrimitive != (i == 0))
                throw new GraphException($"Node \"{nodes[i].Name}\" (number {i}): the first node and no "
                    + "other is the input.");
            foreach (int input in nodes[i].Inputs)
            {
                if (input < 0 || input >= i)
                    throw new GraphException($"Node \"{nodes[i].Name}\" (number {i}): inputs must be "
                        + "earlier nodes, but one "
                        + $"is number {input}. Sort the nodes so that each stands after its inputs.");
            }
        }
    }

    private static void CheckNames(ImmutableArray<Node> nodes)
    {
        var names = new HashSet<string>(nodes.Length, StringComparer.Ordinal);
        foreach (Node node in nodes)
        {
            if (string.IsNullOrEmpty(node.Name) || node.Name.Length > 200
                || node.Name.AsSpan().ContainsAny("\"\\\r\n\t\0"))
                throw new GraphException("A node's name has 1 to 200 characters and no quotes, backslashes "
                    + "or line breaks.");
            if (!names.Add(node.Name))
                throw new GraphException($"Node names must differ, but two nodes are called "
                    + $"\"{node.Name}\".");
        }
    }

    private static void CheckReach(ImmutableArray<Node> nodes)
    {
        var reaches = new bool[nodes.Length];
        reaches[^1] = true;
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            if (!reaches[i])
                throw new GraphException($"Node \"{nodes[i].Name}\" does not reach the output "
                    + $"\"{nodes[^1].Name}\". Remove it, or add it to what the output is computed from.");
            foreach (int input in nodes[i].Inputs)
                reaches[input] = true;
        }
    }
}
