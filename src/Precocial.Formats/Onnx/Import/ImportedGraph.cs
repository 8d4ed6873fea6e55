using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Formats.Onnx;

/// <summary>The nodes that the last one needs, with names, as an architecture.</summary>
internal static class ImportedGraph
{
    public static (ArchitectureGraph Graph, ImportNode[] Nodes) Of(ImportNode last)
    {
        ImportNode[] nodes = Needed(last);
        var places = new Dictionary<ImportNode, int>();
        var named = ImmutableArray.CreateBuilder<Node>(nodes.Length);
        // Nodes with weights choose first: theirs are the names that matter.
        var names = new ImportNames();
        string[] chosen = new string[nodes.Length];
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 1; i < nodes.Length; i++)
            {
                if (nodes[i].Weights.Length > 0 == (pass == 0))
                    chosen[i] = names.Of(nodes[i]);
            }
        }
        chosen[0] = "input";
        for (int i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].Primitive is ImportPlaceholder placeholder)
                throw new OnnxRefusal($"node \"{OnnxSource.OneLine(nodes[i].Hint)}\" ({placeholder.Operator}): the operator is "
                    + "supported only as a part of gelu");
            places[nodes[i]] = i;
            named.Add(new Node(chosen[i], nodes[i].Primitive, [.. nodes[i].Inputs.Select(input => places[input])]));
        }
        return (new ArchitectureGraph(named.MoveToImmutable()), nodes);
    }

    // In the order in which they were made, which is one that runs.
    private static ImportNode[] Needed(ImportNode last)
    {
        var needed = new HashSet<ImportNode> { last };
        var open = new Stack<ImportNode>([last]);
        while (open.TryPop(out ImportNode? node))
        {
            foreach (ImportNode input in node.Inputs)
            {
                if (needed.Add(input))
                    open.Push(input);
            }
        }
        ImportNode[] nodes = [.. needed.OrderBy(node => node.Index)];
        return nodes[0].Index == 0 ? nodes : throw new OnnxRefusal("expected the output to depend on the input");
    }
}
