using System.Text;
using Precocial.Architectures;

namespace Precocial.Formats;

/// <summary>An architecture in Graphviz's language. A drawing that needs no tool is
/// <see cref="GraphSvg"/>.</summary>
public static class Dot
{
    /// <summary>The text of a directed graph: a box a node, with its primitive, name and output
    /// shape.</summary>
    public static string Write(ArchitectureGraph graph)
    {
        var text = new StringBuilder("digraph network {\n  node [shape=box, fontname=\"sans-serif\"];\n");
        for (int i = 0; i < graph.Nodes.Length; i++)
        {
            Node node = graph.Nodes[i];
            string label = $"{PrimitiveLabel.Of(node.Primitive)}\\n{node.Name}\\n{graph.Shapes[i]}";
            text.Append($"  n{i} [label=\"{label}\"];\n");
        }
        for (int i = 0; i < graph.Nodes.Length; i++)
        {
            foreach (int input in graph.Nodes[i].Inputs)
                text.Append($"  n{input} -> n{i};\n");
        }
        return text.Append("}\n").ToString();
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(ArchitectureGraph graph, string path) => AtomicFile.WriteText(path, Write(graph));
}
