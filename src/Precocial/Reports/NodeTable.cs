using Precocial.Architectures;

namespace Precocial;

/// <summary>The nodes of a network with shapes and costs, folded away under its drawing.</summary>
internal static class NodeTable
{
    public static string Write(ArchitectureGraph graph) =>
        $"<details><summary>{graph.Nodes.Length} nodes</summary>" + Html.Table(
            "nodes", ["node", "operation", "inputs", "output shape", "FLOPs"],
            graph.Nodes.Select((node, i) => (string[])
            [
                node.Name, node.Primitive.Kind,
                string.Join(", ", node.Inputs.Select(input => graph.Nodes[input].Name)),
                graph.Shapes[i].ToString(), Numbers.Short(node.Primitive.Flops(graph.InputShapesOf(i))),
            ])) + "</details>";
}
