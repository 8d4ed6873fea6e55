using System.Text.RegularExpressions;
using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class GraphJsonTests
{
    private const string Head = "{\"format\": \"precocial-architecture\", \"version\": 1, \"nodes\": [";
    private const string Input = "{\"name\": \"input\", \"kind\": \"input\", \"shape\": [2, 8, 8]}";

    [Theory]
    [MemberData(nameof(SampleGraphs.Names), MemberType = typeof(SampleGraphs))]
    public void FromJson_OfToJson_IsTheSameGraph(string name)
    {
        ArchitectureGraph graph = SampleGraphs.Named(name);

        ArchitectureGraph read = ArchitectureGraph.FromJson(graph.ToJson());

        read.Nodes.ShouldBe(graph.Nodes);
        read.ToJson().ShouldBe(graph.ToJson());
        read.Key.ShouldBe(graph.Key);
    }

    [Fact]
    public void SampleGraphs_HoldEveryPrimitive()
    {
        // What the other tests of this file rely on: a new primitive cannot escape them.
        var all = typeof(Primitive).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Primitive)));

        SampleGraphs.AllNames.SelectMany(name => SampleGraphs.Named(name).Nodes)
            .Select(node => node.Primitive.GetType()).Distinct()
            .ShouldBe(all, ignoreOrder: true);
    }

    [Theory]
    [InlineData("", "expected JSON, but line 1, byte 1")]
    [InlineData("[]", "expected a JSON object")]
    [InlineData("{}", "architecture.format: expected a word, but found nothing")]
    [InlineData("{\"format\": \"onnx\"}", "expected \"precocial-architecture\", but found \"onnx\"")]
    [InlineData("{\"format\": \"precocial-architecture\", \"version\": 2}", "this file has version 2")]
    [InlineData("{\"format\": \"precocial-architecture\", \"version\": 1}", "architecture.nodes: expected "
        + "a list")]
    [InlineData("{\"format\": \"precocial-architecture\", \"version\": 1, \"nodes\": []}",
        "at least an input node")]
    public void FromJson_OfAWrongDocument_SaysWhatWasExpected(string text, string message)
    {
        Should.Throw<GraphException>(() => ArchitectureGraph.FromJson(text)).Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("{\"name\": \"a\", \"kind\": \"conv\"}", "nodes[1].kind: expected one of input, standardize")]
    [InlineData("{\"name\": \"a\", \"kind\": \"flatten\", \"inputs\": [\"b\"]}",
        "nodes[1].inputs: expected names of earlier")]
    [InlineData("{\"name\": \"a\", \"kind\": \"flatten\", \"inputs\": [\"a\"]}",
        "nodes[1].inputs: expected names of earlier")]
    [InlineData("{\"name\": \"input\", \"kind\": \"flatten\", \"inputs\": [\"input\"]}",
        "a name not used before")]
    [InlineData("{\"name\": \"a\", \"kind\": \"flatten\", \"size\": 3, \"inputs\": [\"input\"]}",
        "nodes[1].size: expected only")]
    [InlineData("{\"name\": \"a\", \"kind\": \"max_pool\", \"size\": 0, \"stride\": 1}",
        "from 1 to 1023, but found 0")]
    [InlineData("{\"name\": \"a\", \"kind\": \"max_pool\", \"size\": 1e99, \"stride\": 1}",
        "from 1 to 1023, but found 1e99")]
    [InlineData("{\"name\": \"a\", \"kind\": \"convolution\", \"out_channels\": 16777216, \"kernel\": "
        + "1023, \"inputs\": [\"input\"]}",
        "at most 2147483647 elements")]
    [InlineData("{\"name\": \"a\", \"kind\": \"max_pool\", \"size\": 2, \"stride\": 1, \"pads\": [1, 0, 0], "
        + "\"inputs\": [\"input\"]}", "nodes[1].pads: expected four numbers from 0 to 1023")]
    [InlineData("{\"name\": \"a\", \"kind\": \"max_pool\", \"size\": 2, \"stride\": 1, \"pads\": [1, 0, -1, 0], "
        + "\"inputs\": [\"input\"]}", "nodes[1].pads: expected four numbers from 0 to 1023")]
    [InlineData("{\"name\": \"a\", \"kind\": \"dropout\", \"rate\": 1, \"inputs\": [\"input\"]}",
        "nodes[1].rate: expected a number")]
    [InlineData("{\"name\": \"a\", \"kind\": \"activation\", \"function\": \"swish\", \"inputs\": "
        + "[\"input\"]}", "expected one of relu")]
    [InlineData("{\"name\": \"a\", \"name\": \"b\", \"kind\": \"flatten\", \"inputs\": [\"input\"]}",
        "each setting once")]
    [InlineData("{\"name\": \"\\ud800\", \"kind\": \"flatten\", \"inputs\": [\"input\"]}",
        "not valid Unicode")]
    [InlineData("3", "nodes[1]: expected an object")]
    public void FromJson_OfAWrongNode_SaysWhereAndWhatWasExpected(string node, string message)
    {
        Should.Throw<GraphException>(() => ArchitectureGraph.FromJson($"{Head}{Input},{node}]}}"))
            .Message.ShouldContain(message);
    }

    [Fact]
    public void FromJson_OfDeepNesting_IsRefused()
    {
        string text = new string('[', 100_000);

        Should.Throw<GraphException>(() => ArchitectureGraph.FromJson(text))
            .Message.ShouldContain("nested too deeply");
    }

    [Fact]
    public void FromJson_WithoutDefaults_ReadsThem()
    {
        string node = "{\"name\": \"c\", \"kind\": \"convolution\", \"out_channels\": 4, \"kernel\": 3, "
            + "\"inputs\": [\"input\"]}";

        ArchitectureGraph.FromJson($"{Head}{Input},{node}]}}").Nodes[1].Primitive
            .ShouldBe(new Convolution(4, 3));
    }

    [Fact]
    public void FromJson_OfMutatedText_ThrowsGraphExceptionsAlone()
    {
        string[] seeds =
        [
            .. SampleGraphs.AllNames.Select(name => SampleGraphs.Named(name).ToJson()),
            SampleGraphs.Residual().ToJson(),
        ];
        var rng = new Rng(17);
        int refused = 0;
        for (int i = 0; i < 10_000; i++)
        {
            string text = Mutation.Of(seeds[i % seeds.Length], rng);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ArchitectureGraph.FromJson(text);
            }
            catch (GraphException e)
            {
                e.Message.ShouldNotContain('\n');
                refused++;
            }
            // Reading the sound text takes a tenth of this.
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2_000_000);
        }
        refused.ShouldBeInRange(5_000, 9_999);
    }
}
