using System.Globalization;
using System.Xml.Linq;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

public sealed class WiringSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly NeuronWiring Wiring = WiringNetworks.EveryFunction();

    [Fact]
    public void Draw_HasALineForEachConnectionAndATitleForEachPlace()
    {
        XElement svg = XElement.Parse(WiringSvg.Draw(Wiring));

        svg.Elements(Svg + "g").First().Elements(Svg + "path").Count().ShouldBe(Wiring.Connections);
        string[] titles = [.. Groups(svg).Select(group => (string)group.Element(Svg + "title")!)];
        titles.Length.ShouldBe(Wiring.Places);
        titles[0].ShouldBe("bias");
        titles.Count(title => title.StartsWith("input ", StringComparison.Ordinal)).ShouldBe(Wiring.Inputs);
        titles[5].ShouldBe("neuron 5: linear");
        titles[^1].ShouldBe("output 40: sine");
    }

    [Fact]
    public void Draw_WithWeights_ColoursBySignAndThickensBySize()
    {
        double[] weights = [.. Enumerable.Range(0, Wiring.Connections).Select(i => i % 3 == 0 ? -1 : 0.01)];

        XElement svg = XElement.Parse(WiringSvg.Draw(Wiring, weights));

        XElement[] lines = [.. svg.Elements(Svg + "g").First().Elements(Svg + "path")];
        lines.Select(line => (string)line.Attribute("class")!)
            .ShouldBe(weights.Select(weight => weight < 0 ? "minus" : "plus"));
        double[] widths = [.. lines.Select(line =>
            double.Parse((string)line.Attribute("stroke-width")!, CultureInfo.InvariantCulture))];
        widths[0].ShouldBeGreaterThan(2 * widths[1]);
        svg.Value.ShouldContain("negative");
    }

    [Fact]
    public void Draw_OfHostileNames_IsStillXml()
    {
        var wiring = new NeuronWiring(1, 1, [NeuronFunction.Tanh], [1], [2]);

        XElement svg = XElement.Parse(WiringSvg.Draw(wiring, [], ["</text><script>&"], ["\"<"]));

        svg.Descendants(Svg + "text").Select(text => text.Value).Take(2).ShouldBe(["</text><script>&", "\"<"]);
        svg.Descendants(Svg + "script").ShouldBeEmpty();
    }

    [Fact]
    public void Draw_OfOtherCounts_SaysTheRule()
    {
        Should.Throw<ArgumentException>(() => WiringSvg.Draw(Wiring, [1, 2])).Message
            .ShouldContain($"{Wiring.Connections} connections, but 2 weights");
        Should.Throw<ArgumentException>(() => WiringSvg.Draw(Wiring, [], ["x"])).Message
            .ShouldContain("4 inputs, but 1 names");
        Should.Throw<ArgumentException>(() => WiringSvg.Draw(Wiring, [], null, ["x"])).Message
            .ShouldContain("3 outputs, but 1 names");
    }

    [Fact]
    public void Layout_PutsSourcesOnTheLeftAndNothingUponAnother()
    {
        foreach (NeuronWiring wiring in (NeuronWiring[])
            [Wiring, WiringNetworks.EveryFunction(30, 100, 4, 0.03), WiringNetworks.EveryFunction(1, 5, 1, 1)])
        {
            var layout = new WiringLayout(wiring, gap: 30, inputGap: 20);

            for (int i = 0; i < wiring.Connections; i++)
                layout.ColumnOf[wiring.Sources[i]].ShouldBeLessThan(layout.ColumnOf[wiring.Targets[i]]);
            layout.ColumnOf.Skip(wiring.FirstOutput).ShouldAllBe(column => column == layout.Columns - 1);
            foreach (var column in Enumerable.Range(1, wiring.Places - 1).GroupBy(place => layout.ColumnOf[place]))
            {
                double[] heights = [.. column.Select(place => layout.Heights[place]).Order()];
                for (int i = 1; i < heights.Length; i++)
                    (heights[i] - heights[i - 1]).ShouldBeGreaterThan(column.Key == 0 ? 19.99 : 29.99);
            }
        }
    }

    [Fact]
    public void GraphSvgAndDot_OfNothingButNeurons_ShowTheNeurons()
    {
        ArchitectureGraph graph = WiringNetworks.Network(Wiring).Graph;

        GraphSvg.Draw(graph).ShouldBe(WiringSvg.Draw(Wiring));
        string[] lines = Dot.Write(graph).Split('\n');
        lines.Count(line => line.Contains("[label=", StringComparison.Ordinal)).ShouldBe(Wiring.Places);
        lines.Count(line => line.Contains(" -> ", StringComparison.Ordinal)).ShouldBe(Wiring.Connections);
        lines.ShouldContain("  n5 [label=\"linear\", shape=circle, style=filled, fillcolor=\"#e7ebf0\"];");
    }

    [Fact]
    public void GraphSvg_OfNeuronsAmongOtherNodes_ShowsABox()
    {
        var builder = new GraphBuilder([4]);
        builder.Add(new Linear(4));
        builder.Add(new Neurons(Wiring));

        GraphSvg.Draw(builder.Build()).ShouldContain(">neurons, 33 hidden<");
    }

    private static IEnumerable<XElement> Groups(XElement svg) =>
        svg.Elements(Svg + "g").Where(group => group.Element(Svg + "title") is not null);
}
