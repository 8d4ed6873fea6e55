using System.Xml.Linq;
using Precocial.Architectures;
using Precocial.Architectures.Tests;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

public sealed class DrawingTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Svg_NamesEveryNodeAndDrawsEveryEdgeBetweenBlocks()
    {
        ArchitectureGraph graph = SampleGraphs.EveryPrimitive();

        XElement svg = XElement.Parse(GraphSvg.Draw(graph));

        svg.Descendants(Svg + "g").SelectMany(box => ((string)box.Element(Svg + "title")!).Split(", "))
            .ShouldBe(graph.Nodes.Select(node => node.Name), ignoreOrder: true);
        int edges = DrawingBlock.Of(graph).Sum(block => block.Inputs.Count);
        svg.Elements(Svg + "path").Count().ShouldBe(edges);
    }

    [Fact]
    public void Svg_PutsAKernelAndWhatFollowsInOneBox()
    {
        string svg = GraphSvg.Draw(SampleGraphs.Residual());

        svg.ShouldContain(">conv 3×3, 4<");
        svg.ShouldContain(">norm · 4×8×8<");
        svg.ShouldContain(">after relu · 4×8×8<");
    }

    [Fact]
    public void Svg_OfHostileNames_IsStillXml()
    {
        var builder = new GraphBuilder([4]);
        builder.Add("</title><script>&", new Linear(3));

        XElement svg = XElement.Parse(GraphSvg.Draw(builder.Build()));

        svg.Descendants(Svg + "title").Last().Value.ShouldBe("</title><script>&");
        svg.Descendants(Svg + "script").ShouldBeEmpty();
    }

    [Fact]
    public void Layout_OfRandomGraphs_PutsInputsAboveAndNothingUponAnother()
    {
        var rng = new Rng(9);
        for (int round = 0; round < 50; round++)
        {
            int count = 2 + rng.Next(30);
            int[][] inputs = [.. Enumerable.Range(0, count).Select(v =>
                v == 0 ? Array.Empty<int>()
                    : [.. Enumerable.Range(0, 1 + rng.Next(3)).Select(_ => rng.Next(v)).Distinct()])];
            double[] widths = [.. inputs.Select(_ => 20.0 + rng.Next(200))];

            var layout = new LayeredLayout(inputs, widths);

            foreach ((int from, int to) in layout.Paths.Keys)
                layout.LayerOf[from].ShouldBeLessThan(layout.LayerOf[to]);
            foreach (var layer in Enumerable.Range(0, count).GroupBy(v => layout.LayerOf[v]))
            {
                int[] row = [.. layer.OrderBy(v => layout.Centre[v])];
                foreach ((int left, int right) in row.Zip(row.Skip(1)))
                    (layout.Centre[right] - layout.Centre[left])
                        .ShouldBeGreaterThanOrEqualTo((widths[left] + widths[right]) / 2);
            }
        }
    }

    [Fact]
    public void Dot_HasANodeForEachNodeAndAnArrowForEachInput()
    {
        ArchitectureGraph graph = SampleGraphs.EveryPrimitive();

        string[] lines = Dot.Write(graph).Split('\n');

        lines.Count(line => line.Contains("[label=", StringComparison.Ordinal)).ShouldBe(graph.Nodes.Length);
        lines.Count(line => line.Contains(" -> ", StringComparison.Ordinal))
            .ShouldBe(graph.Nodes.Sum(node => node.Inputs.Length));
        lines.ShouldContain("  n0 [label=\"input\\ninput\\n[2, 17, 18]\"];");
    }
}
