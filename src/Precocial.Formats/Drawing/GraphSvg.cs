using System.Globalization;
using System.Security;
using System.Text;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>Draws an architecture as SVG: input on top, output at the bottom, shapes on the boxes.</summary>
/// <remarks>A kernel and the normalisations and activations around it share a box. The picture is
/// self-contained; nodes' names come up when the pointer rests on a box. A graph that is nothing but a wiring
/// behind its input is drawn by <see cref="WiringSvg"/>. The same graph gives the same text.</remarks>
public static class GraphSvg
{
    private const double LayerHeight = 64, BoxHeight = 36, SumSize = 22, Margin = 12, LetterWidth = 6.7;

    private const string Style = """
        <style>
        .precocial-net text { font: 12px system-ui, sans-serif; fill: #1c2733; text-anchor: middle; }
        .precocial-net .small { font-size: 10.5px; fill: #4a5866; }
        .precocial-net .edge { fill: none; stroke: #8795a3; stroke-width: 1.4; }
        .precocial-net rect, .precocial-net circle { stroke: #6b7a89; stroke-width: 1; fill: #eef1f4; }
        .precocial-net .kernel { fill: #d9e8fb; } .precocial-net .pool { fill: #dcf1e1; }
        .precocial-net .linear { fill: #fde9cf; } .precocial-net .data { fill: #fff; }
        </style>
        """;

    /// <summary>The drawing, an <c>svg</c> element that can stand in a page or a file.</summary>
    public static string Draw(ArchitectureGraph graph)
    {
        if (WiringGraph.WiringOf(graph) is { } wiring)
            return WiringSvg.Draw(wiring);
        List<DrawingBlock> blocks = DrawingBlock.Of(graph);
        var layout = new LayeredLayout(
            [.. blocks.Select(block => block.Inputs)], [.. blocks.Select(block => WidthOf(block, graph))]);
        double width = layout.Width + 2 * Margin, height = layout.Layers * LayerHeight + 2 * Margin;

        var svg = new StringBuilder();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"precocial-net\" role=\"img\" ")
            .Append(Text($"width=\"{width:0}\" height=\"{height:0}\" "))
            .Append(Text($"viewBox=\"0 0 {width:0} {height:0}\">\n"))
            .Append($"<title>Network of {graph.Nodes.Length} nodes, ")
            .Append($"{graph.InputShape} to {graph.OutputShape}</title>\n")
            .Append(Style).Append('\n');
        foreach (List<int> path in layout.Paths.Values)
            svg.Append(Line(path, layout));
        for (int i = 0; i < blocks.Count; i++)
            svg.Append(Box(blocks[i], graph, Margin + layout.Centre[i], Middle(layout.LayerOf[i])));
        return svg.Append("</svg>\n").ToString();
    }

    private static string Box(DrawingBlock block, ArchitectureGraph graph, double x, double y)
    {
        string names = string.Join(", ", block.Nodes.Select(node => graph.Nodes[node].Name));
        string title = $"<title>{SecurityElement.Escape(names)}</title>";
        if (IsSum(block, graph))
        {
            string circle = Text($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{SumSize / 2}\"/>");
            return $"<g>{title}{circle}{Label("", x, y + 4, "+")}</g>\n";
        }
        double width = WidthOf(block, graph), left = x - width / 2, top = y - BoxHeight / 2;
        string size = Text($"x=\"{left:0.#}\" y=\"{top:0.#}\" width=\"{width:0.#}\" height=\"{BoxHeight}\"");
        return $"<g>{title}<rect class=\"{ClassOf(block, graph)}\" {size} rx=\"5\"/>"
            + Label("", x, y - 3, Heading(block, graph))
            + Label("small", x, y + 11, Detail(block, graph)) + "</g>\n";
    }

    private static string Label(string kind, double x, double y, string text) =>
        Text($"<text class=\"{kind}\" x=\"{x:0.#}\" y=\"{y:0.#}\">{SecurityElement.Escape(text)}</text>");

    // Curves that leave and enter vertically, straight where the path goes straight down.
    private static string Line(List<int> path, LayeredLayout layout)
    {
        var points = new StringBuilder();
        for (int i = 0; i < path.Count; i++)
        {
            double x = Margin + layout.Centre[path[i]], y = Middle(layout.LayerOf[path[i]]);
            if (i == 0)
            {
                points.Append(Text($"M{x:0.#} {y:0.#}"));
                continue;
            }
            double from = Margin + layout.Centre[path[i - 1]], half = y - LayerHeight / 2;
            points.Append(Text($"C{from:0.#} {half:0.#} {x:0.#} {half:0.#} {x:0.#} {y:0.#}"));
        }
        return $"<path class=\"edge\" d=\"{points}\"/>\n";
    }

    private static string Heading(DrawingBlock block, ArchitectureGraph graph)
    {
        var labels = block.Nodes.Select(node => graph.Nodes[node].Primitive).ToList();
        return PrimitiveLabel.Of(labels.Find(IsKernel) ?? labels[0]);
    }

    private static string Detail(DrawingBlock block, ArchitectureGraph graph)
    {
        var primitives = block.Nodes.Select(node => graph.Nodes[node].Primitive).ToList();
        int kernel = Math.Max(0, primitives.FindIndex(IsKernel));
        var words = primitives.Index().Where(item => item.Index != kernel).Select(item =>
            (item.Index < kernel ? "after " : "")
                + PrimitiveLabel.Of(item.Item).Replace("batch norm", "norm"));
        return string.Join(" · ", words.Append(ShapeText(graph.Shapes[block.Nodes[^1]])));
    }

    private static string ClassOf(DrawingBlock block, ArchitectureGraph graph)
    {
        var primitives = block.Nodes.Select(node => graph.Nodes[node].Primitive).ToList();
        return (primitives.Find(IsKernel) ?? primitives[0]) switch
        {
            Convolution or DepthwiseConvolution => "kernel",
            Linear => "linear",
            MaxPool or AveragePool or GlobalAveragePool => "pool",
            InputPrimitive or Standardize => "data",
            _ => "other",
        };
    }

    private static double WidthOf(DrawingBlock block, ArchitectureGraph graph)
    {
        if (IsSum(block, graph))
            return SumSize;
        double letters = Math.Max(Heading(block, graph).Length, 0.9 * Detail(block, graph).Length);
        return Math.Max(64, LetterWidth * letters + 18);
    }

    private static bool IsSum(DrawingBlock block, ArchitectureGraph graph) =>
        block.Nodes.Count == 1 && graph.Nodes[block.Nodes[0]].Primitive is Sum;

    private static bool IsKernel(Primitive primitive) =>
        primitive is Convolution or DepthwiseConvolution or Linear;

    private static string ShapeText(Shape shape) => string.Join("×", shape.ToArray());

    private static double Middle(int layer) => Margin + layer * LayerHeight + LayerHeight / 2;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
