using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class ArchitectureGraphTests
{
    private static readonly Node Input = new("input", new InputPrimitive([1, 4, 4]), []);

    [Fact]
    public void Build_InfersTheShapeOfEveryNode()
    {
        ArchitectureGraph graph = SampleGraphs.EveryPrimitive();

        graph.InputShape.ShouldBe([2, 17, 18]);
        graph.OutputShape.ShouldBe([3]);
        ShapeOf(graph, "conv").ShouldBe([8, 9, 9]);
        ShapeOf(graph, "concat").ShouldBe([16, 9, 9]);
        ShapeOf(graph, "max").ShouldBe([16, 5, 5]);
        ShapeOf(graph, "shrink").ShouldBe([16, 3, 3]);
        ShapeOf(graph, "even").ShouldBe([16, 2, 2]);
        ShapeOf(graph, "flatten").ShouldBe([64]);
    }

    [Fact]
    public void WeightSpecs_AreNamedAfterTheirNode()
    {
        SampleGraphs.Residual().WeightSpecs.Select(weight => weight.Name).ShouldBe(
        [
            "stem.conv.weight", "stem.norm.weight", "stem.norm.bias", "stem.norm.running_mean",
            "stem.norm.running_variance", "block.conv.weight", "block.conv.bias", "head.weight", "head.bias",
        ]);
    }

    [Fact]
    public void Parameters_CountTrainedValuesOnly()
    {
        // conv 4·2·9, norm 4 + 4, conv 4·4·9 + 4, linear 3·4 + 3.
        SampleGraphs.Residual().Parameters.ShouldBe(72 + 8 + 148 + 15);
    }

    [Fact]
    public void Flops_CountMultiplyAddsAsTwo()
    {
        // standardise 2·128, conv 2·18·256, norm 2·256, relu 256, conv with bias (2·36 + 1)·256, sum 256,
        // pool 256, linear 3·(2·4 + 1).
        SampleGraphs.Residual().Flops.ShouldBe(256 + 36 * 256 + 512 + 256 + 73 * 256 + 256 + 256 + 27);
    }

    [Fact]
    public void Nodes_ThatReferForward_AreRefused()
    {
        var forward = new Node("a", new Identity(), [2]);
        var next = new Node("b", new Identity(), [1]);
        Should.Throw<GraphException>(() => new ArchitectureGraph([Input, forward, next]))
            .Message.ShouldContain("\"a\" (number 1): inputs must be earlier nodes");
    }

    [Fact]
    public void Nodes_WithOneName_AreRefused()
    {
        var twice = new Node("input", new Identity(), [0]);
        Should.Throw<GraphException>(() => new ArchitectureGraph([Input, twice]))
            .Message.ShouldContain("\"input\"");
    }

    [Fact]
    public void Nodes_ThatDoNotReachTheOutput_AreRefused()
    {
        var dead = new Node("dead", new Identity(), [0]);
        var output = new Node("out", new Flatten(), [0]);
        Should.Throw<GraphException>(() => new ArchitectureGraph([Input, dead, output]))
            .Message.ShouldContain("\"dead\" does not reach the output \"out\"");
    }

    [Fact]
    public void Nodes_WithoutOrWithTwoInputs_AreRefused()
    {
        Should.Throw<GraphException>(() => new ArchitectureGraph([]))
            .Message.ShouldContain("at least an input node");
        Should.Throw<GraphException>(() => new ArchitectureGraph([new Node("a", new Identity(), [])]));
        Should.Throw<GraphException>(() => new ArchitectureGraph([Input, Input with { Name = "again" }]));
    }

    [Fact]
    public void Shapes_ThatDoNotFit_NameTheNode()
    {
        var head = new Node("head", new Linear(3), [0]);
        Should.Throw<ShapeException>(() => new ArchitectureGraph([Input, head]))
            .Message.ShouldStartWith("Node \"head\": linear: the input must be [features] or [tokens, features], "
                + "but is [1, 4, 4].");
    }

    [Fact]
    public void Builder_OfAnUnknownInput_SaysWhichNodesThereAre()
    {
        var builder = new GraphBuilder([4]);
        Should.Throw<GraphException>(() => builder.Add(new Identity(), 5))
            .Message.ShouldContain("only 0 to 0");
    }

    private static Shape ShapeOf(ArchitectureGraph graph, string name) =>
        graph.Shapes[graph.Nodes.IndexOf(graph.Nodes.Single(node => node.Name == name))];

    [Fact]
    public void Behind_Standardize_ComputesTheSameOfStandardizedInputs()
    {
        var builder = new GraphBuilder([2, 4, 4]);
        builder.Add(new Convolution(OutChannels: 3, Kernel: 3));
        builder.Add(new Sum(), builder.Last, builder.Add(new Convolution(OutChannels: 3, Kernel: 1), builder.Input));
        ArchitectureGraph graph = builder.Build();
        ArchitectureGraph behind = graph.Behind(new Standardize([1, 2], [0.5f, 4]));
        Network plain = Network.From(graph, new InitializedWeights(), new Rng(1));
        var standardizing = new Network(behind, [.. plain.Weights.Values]);
        using var tape = new Tape(recording: false);
        Tensor raw = Tensor.Zeros([1, 2, 4, 4]), scaled = Tensor.Zeros([1, 2, 4, 4]);
        for (int i = 0; i < 32; i++)
        {
            raw.Span[i] = i;
            scaled.Span[i] = i < 16 ? (i - 1) * 0.5f : (i - 2) * 4;
        }
        standardizing.Forward(tape.Input(raw)).ToArray().ShouldBe(plain.Forward(tape.Input(scaled)).ToArray());
        behind.Behind(new Standardize([0, 0], [1, 1])).ShouldBeSameAs(behind);
    }
}
