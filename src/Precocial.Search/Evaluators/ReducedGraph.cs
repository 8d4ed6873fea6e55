using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A network for smaller images, with fewer channels everywhere but in the output.</summary>
internal static class ReducedGraph
{
    public static ArchitectureGraph Of(ArchitectureGraph graph, int shrink, double width)
    {
        if (shrink == 1 && width == 1)
            return graph;
        bool[] gives = GivesTheOutput(graph);
        int shift = shrink > 1 ? 1 : 0;
        var nodes = new List<Node> { graph.Nodes[0] };
        if (shrink > 1)
            nodes.Add(new Node(FreeName(graph), new AveragePool(shrink, shrink), [0]));
        for (int i = 1; i < graph.Nodes.Length; i++)
        {
            var node = graph.Nodes[i];
            nodes.Add(node with
            {
                Primitive = gives[i] ? node.Primitive : Narrow(node.Primitive, width),
                Inputs = [.. node.Inputs.Select(input => input + shift)],
            });
        }
        try
        {
            return new ArchitectureGraph([.. nodes]);
        }
        catch (ShapeException e)
        {
            throw new GraphException(
                $"With sides divided by {shrink} and {width} of the channels: {e.Message}", e);
        }
    }

    private static Primitive Narrow(Primitive primitive, double width) => primitive switch
    {
        Convolution c => c with { OutChannels = Share(c.OutChannels / c.Groups, width) * c.Groups },
        Linear l => l with { OutFeatures = Share(l.OutFeatures, width) },
        _ => primitive,
    };

    private static int Share(int channels, double width) => Math.Max(1, (int)Math.Round(channels * width));

    // The layers whose width is that of the output.
    private static bool[] GivesTheOutput(ArchitectureGraph graph)
    {
        var gives = new bool[graph.Nodes.Length];
        gives[^1] = true;
        for (int i = gives.Length - 1; i > 0; i--)
        {
            if (!gives[i] || graph.Nodes[i].Primitive is Convolution or Linear)
                continue;
            foreach (int input in graph.Nodes[i].Inputs)
                gives[input] = true;
        }
        return gives;
    }

    private static string FreeName(ArchitectureGraph graph)
    {
        string name = "shrink";
        while (graph.Nodes.Any(node => node.Name == name))
            name += "_";
        return name;
    }
}
