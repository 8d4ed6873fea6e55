using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class DeepNetsNetworkTests
{
    public static TheoryData<int, int> Inputs => new()
    {
        { 1, 8 }, { 3, 8 }, { 1, 14 }, { 3, 16 }, { 1, 28 }, { 3, 32 }, { 3, 33 },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Build_OfMiniNetworks_HasTheCountedParameters(int channels, int side)
    {
        Shape input = [channels, side, side];
        foreach (DeepNetsGenotype genotype in Draw(DeepNetsSettings.Mini with { Input = input }, 60))
        {
            ArchitectureGraph graph = DeepNetsNetwork.Build(genotype, input, classes: 10);

            graph.OutputShape.ShouldBe([10]);
            long counted = DeepNetsNetwork.CountParameters(genotype, input, 10);
            graph.Parameters.ShouldBe(counted, genotype.ToString());
        }
    }

    public static TheoryData<string> Splits => [.. DeepNetsSettings.Splits];

    [Theory]
    [MemberData(nameof(Splits))]
    public void Build_OfEverySplit_HasTheCountedParameters(string split)
    {
        foreach (DeepNetsGenotype genotype in Draw(DeepNetsSettings.Of(split), 20))
        {
            foreach (Shape input in (Shape[])[[3, 32, 32], [3, 224, 224]])
            {
                DeepNetsNetwork.Build(genotype, input, classes: 10).Parameters
                    .ShouldBe(DeepNetsNetwork.CountParameters(genotype, input, 10), genotype.ToString());
            }
        }
    }

    [Fact]
    public void Build_ThenJson_IsTheSameGraph()
    {
        foreach (DeepNetsGenotype genotype in Draw(DeepNetsSettings.Train, 10))
        {
            ArchitectureGraph graph = DeepNetsNetwork.Build(genotype, [3, 32, 32], classes: 10);

            ArchitectureGraph.FromJson(graph.ToJson()).Nodes.ShouldBe(graph.Nodes);
        }
    }

    [Fact]
    public void Forward_OfMiniNetworks_GivesFiniteLogits()
    {
        var rng = new Rng(1);
        foreach ((int channels, int side) in ((int, int)[])[(1, 8), (1, 14), (3, 16)])
        {
            Shape input = [channels, side, side];
            foreach (DeepNetsGenotype genotype in Draw(DeepNetsSettings.Mini with { Input = input }, 15))
            {
                ArchitectureGraph graph = DeepNetsNetwork.Build(genotype, input, classes: 5);
                Network network = Network.From(graph, new InitializedWeights(), rng);
                var normal = Enumerable.Range(0, 2 * input.Count).Select(_ => (float)rng.NextNormal());
                float[] pixels = [.. normal];
                var x = Tensor.From(pixels, [2, channels, side, side]);

                using var tape = new Tape();
                network.Forward(tape.Input(x)).Span.ToArray().ShouldAllBe(logit => float.IsFinite(logit));
            }
        }
    }

    /// <summary>3,349,342 is what the authors' code prints for these cells at 36 channels and 20 cells on
    /// CIFAR-10, and 3,433,798 what P-DARTS' does.</summary>
    [Theory]
    [InlineData("DARTS", 3_349_342)]
    [InlineData("PDARTS", 3_433_798)]
    public void Build_OfPublishedCells_HasThePublishedParameters(string cells, long parameters)
    {
        var genotype = DeepNetsGenotype.Parse($$"""{"genotype": "{{cells}}", "n_cells": 20, "C": 36}""");

        DeepNetsNetwork.Build(genotype, [3, 32, 32], 10).Parameters.ShouldBe(parameters);
    }

    /// <summary>Millions as published: DARTS 3.3 and 4.7, P-DARTS 3.4 and 4.9, the transformer of DeepNets-1M
    /// 1.01.</summary>
    [Theory]
    [InlineData("darts", 32, 10, 3.35)]
    [InlineData("pdarts", 32, 10, 3.43)]
    [InlineData("vit", 32, 10, 1.01)]
    [InlineData("darts", 224, 1000, 4.72)]
    [InlineData("pdarts", 224, 1000, 4.94)]
    public void NamedNetworks_AreThePublishedStacks(string name, int side, int classes, double millions)
    {
        long parameters = NamedNetworks.Create(name, [3, side, side], classes).Parameters;

        Math.Round(parameters / 1e6, 2).ShouldBe(millions);
    }

    [Fact]
    public void Build_WithNone_LeavesOutWhatDoesNotCount()
    {
        // Step 2 is cut, so are the 5x5 convolutions on it; state 3 counts.
        const string Cell = """
            [["none",0],["none",1],["conv_5x5",2],["conv_3x3",1]]
            """;
        DeepNetsGenotype genotype = DeepNetsGenotype.Parse(
            $$"""
            {"genotype":{"normal":{{Cell}},"normal_concat":[2,3],"reduce":{{Cell}},"reduce_concat":[2,3]},
             "n_cells":3,"C":8}
            """);

        ArchitectureGraph graph = DeepNetsNetwork.Build(genotype, [3, 8, 8], 10);

        string[] names = [.. graph.WeightSpecs.Select(weight => weight.Name)];
        names.ShouldContain("cells.0._ops.3.op.1.weight");
        names.ShouldNotContain(name => name.Contains("_ops.2") || name.Contains("preprocess0"));
        graph.Nodes.Count(node => node.Primitive is Zero).ShouldBe(3);
        graph.Parameters.ShouldBe(DeepNetsNetwork.CountParameters(genotype, [3, 8, 8], 10));
    }

    [Fact]
    public void Build_WhereNoneCutsEverything_SaysSo()
    {
        DeepNetsGenotype genotype = DeepNetsGenotype.Parse("""
            {"genotype":{"normal":[["none",0],["none",1]],"normal_concat":[2],
             "reduce":[["none",0],["none",1]],"reduce_concat":[2]},"n_cells":3,"C":8}
            """);

        Should.Throw<GraphException>(() => DeepNetsNetwork.Build(genotype, [3, 8, 8], 10)).Message
            .ShouldContain("nothing comes out");
    }

    [Fact]
    public void Build_OfShapesThatDoNotMeet_SaysSo()
    {
        DeepNetsGenotype genotype = DeepNetsGenotype.Parse(
            """{"genotype": "DARTS", "n_cells": 3, "C": 8, "preproc": false}""");

        Should.Throw<GraphException>(() => DeepNetsNetwork.Build(genotype, [3, 8, 8], 10)).Message
            .ShouldContain("DeepNets genotype: Node");
        Should.Throw<GraphException>(() => DeepNetsNetwork.Build(genotype, [64], 10));
    }

    private static IEnumerable<DeepNetsGenotype> Draw(DeepNetsSettings settings, int count) =>
        Enumerable.Range(0, count).Select(i => DeepNetsSampler.At(settings, seed: 1, i));
}
