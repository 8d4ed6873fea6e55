using System.Text;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>An architecture in Graphviz's language. A drawing that needs no tool is
/// <see cref="GraphSvg"/>.</summary>
public static class Dot
{
    /// <summary>The text of a directed graph: a box a node, with its primitive, name and output shape. A
    /// graph that is nothing but a wiring behind its input becomes a circle a neuron instead.</summary>
    public static string Write(ArchitectureGraph graph)
    {
        if (WiringGraph.WiringOf(graph) is { } wiring)
            return Write(wiring);
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

    /// <summary>The text of a directed graph from left to right: a box for the bias and each input, a circle
    /// with its function for each neuron.</summary>
    public static string Write(NeuronWiring wiring)
    {
        var text = new StringBuilder("digraph network {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
        for (int place = 0; place < wiring.Places; place++)
            text.Append($"  n{place} [{Shape(wiring, place)}];\n");
        string outputs = string.Join("; ", Enumerable.Range(wiring.FirstOutput, wiring.Outputs).Select(o => $"n{o}"));
        text.Append($"  {{ rank=sink; {outputs}; }}\n");
        for (int i = 0; i < wiring.Connections; i++)
            text.Append($"  n{wiring.Sources[i]} -> n{wiring.Targets[i]};\n");
        return text.Append("}\n").ToString();
    }

    private static string Shape(NeuronWiring wiring, int place)
    {
        if (place < wiring.FirstNeuron)
            return $"label=\"{(place == 0 ? "bias" : $"input {place}")}\", shape=box";
        NeuronFunction function = wiring.Functions[place - wiring.FirstNeuron];
        string shape = place < wiring.FirstOutput ? "circle" : "doublecircle";
        return $"label=\"{NeuronGlyph.Name(function)}\", shape={shape}, style=filled, "
            + $"fillcolor=\"{NeuronGlyph.Colour(function)}\"";
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(ArchitectureGraph graph, string path) => AtomicFile.WriteText(path, Write(graph));
}
