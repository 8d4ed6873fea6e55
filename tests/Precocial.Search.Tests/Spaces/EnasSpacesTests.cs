using System.Numerics;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class EnasSpacesTests
{
    private static readonly TaskGeometry s_task = TaskGeometry.Standardized([1, 8, 8], 10);

    [Fact]
    public void Count_MacroOfTwelveLayers_IsThePapers()
    {
        // 6^L·2^(L(L−1)/2), about 1.6e29 for L = 12.
        var count = new EnasMacroSpace(s_task, layers: 12).Count;
        count.ShouldBe(BigInteger.Pow(6, 12) * BigInteger.Pow(2, 66));
    }

    [Fact]
    public void Count_MicroOfFiveBlocks_IsThePapers()
    {
        // For each cell (5^B·(B + 1)!)^2: §2.4 counts both inputs of 5 blocks among 2 to 6 states.
        var one = BigInteger.Pow(BigInteger.Pow(5, 5) * 720, 2);
        new EnasMicroSpace(s_task).Count.ShouldBe(one * one);
    }

    [Fact]
    public void Decode_Macro_AddsSkipsAndConcludeConcatenatesThem()
    {
        var space = new EnasMacroSpace(s_task, layers: 3, channels: 4);
        var genotype = space.Parse("op1=conv3 op2=max3 skip2.1=yes op3=sep5 skip3.1=yes skip3.2=yes");
        var searched = space.Decode(genotype);
        Inputs(searched, "layer3.sum").ShouldBe(
            ["layer3.sep5.relu", "half2.from1.norm", "half2.from2.norm"], ignoreOrder: true);
        searched.Nodes.ShouldNotContain(node => node.Primitive is Concat);
        var concluded = space.Conclude(genotype);
        concluded.Nodes.ShouldNotContain(node => node.Primitive is Sum);
        // 3 parts of 16 channels at a quarter of the size, projected to 16.
        ShapeOf(concluded, "layer3.all").ShouldBe([48, 2, 2]);
        ShapeOf(concluded, "layer3.project").ShouldBe([16, 2, 2]);
    }

    [Fact]
    public void Decode_MacroAtOtherWidth_TakesTheSameGenotype()
    {
        var space = new EnasMacroSpace(s_task, layers: 3, channels: 4);
        var genotype = space.Sample(new Rng(1));
        ShapeOf(space.Resized(channels: 10).Decode(genotype), "head").ShouldBe([40]);
    }

    [Fact]
    public void Decode_Micro_LooseEndsAreProjectedAndConcludeConcatenatesThem()
    {
        var space = new EnasMicroSpace(s_task, channels: 4, stages: 1, blocks: 2, separations: 1);
        var genotype = space.Parse(
            "normal.2.a=1 normal.2.b=1 normal.2.aop=sep3 normal.2.bop=avg3 "
            + "normal.3.a=1 normal.3.b=2 normal.3.aop=identity normal.3.bop=max3 "
            + "reduction.2.a=0 reduction.2.b=0 reduction.2.aop=sep3 reduction.2.bop=sep3 "
            + "reduction.3.a=0 reduction.3.b=0 reduction.3.aop=sep3 reduction.3.bop=sep3");
        // No block takes the cell's first input: it is loose, as the last block is.
        var searched = space.Decode(genotype);
        Inputs(searched, "cell0.out").ShouldBe(["cell0.out.from0", "cell0.out.from3"]);
        Inputs(searched, "cell0.b2").ShouldBe(["cell0.b2a.from1.sep30.norm", "cell0.b2b.from1.avg3"]);
        var concluded = space.Conclude(genotype);
        Inputs(concluded, "cell0.out").ShouldBe(["cell0.in0.norm", "cell0.b3"]);
        ShapeOf(concluded, "cell0.out").ShouldBe([8, 8, 8]);
    }

    [Fact]
    public void Decode_MicroOfThreeStages_HalvesTheImageBeforeEachReductionCell()
    {
        var space = new EnasMicroSpace(
            TaskGeometry.Standardized([1, 28, 28], 10), channels: 4, cellsPerStage: 2, blocks: 3);
        for (ulong i = 0; i < 20; i++)
        {
            var genotype = space.Sample(new Rng(i));
            ShapeOf(space.Decode(genotype), "cell2.reduce").ShouldBe([8, 14, 14]);
            ShapeOf(space.Decode(genotype), "cell7.out.norm").ShouldBe([16, 7, 7]);
            space.Conclude(genotype).Nodes.Count(n => n.Name.EndsWith(".reduce", StringComparison.Ordinal))
                .ShouldBe(2);
        }
    }

    [Fact]
    public void Decode_MicroNetworks_ShareNamesWhereBlockInputAndOperationAgree()
    {
        var space = new EnasMicroSpace(s_task, stages: 1, blocks: 3);
        var member = space.Sample(new Rng(3));
        foreach (var neighbour in space.Neighbours(member).Take(40))
        {
            var names = Weighted(space.Decode(member)).ToHashSet();
            // One edge differs in the one cell, 2 separations of 6 weights, and with it two loose ends.
            Weighted(space.Decode(neighbour)).Count(name => !names.Contains(name))
                .ShouldBeLessThanOrEqualTo(14);
        }
    }

    [Fact]
    public void Decode_Zoph_PadsToTheLargestAndReadsTheImageWhereNothingIsChosen()
    {
        var space = new ZophSpace(s_task, layers: 3, ZophOptions.Small);
        string Layer(int k, int stride) =>
            $"height{k}=3 width{k}=5 strideheight{k}={stride} stridewidth{k}=1 filters{k}=4";
        var genotype = space.Parse(
            $"{Layer(1, 1)} {Layer(2, 2)} skip2.1=no {Layer(3, 1)} skip3.1=yes skip3.2=yes");
        var graph = space.Decode(genotype);
        Inputs(graph, "layer2").ShouldBe(["standardize"]);
        ShapeOf(graph, "layer2").ShouldBe([4, 4, 8]);
        ShapeOf(graph, "layer3.all").ShouldBe([8, 8, 8]);
        Inputs(graph, "head").ShouldBe(["layer3.relu"]);
    }

    [Fact]
    public void Spaces_Vectors_SayWhatTheyAreFor()
    {
        var task = TaskGeometry.Standardized([13], 3);
        foreach (var create in (Action[])[() => new EnasMacroSpace(task), () => new EnasMicroSpace(task),
            () => new ZophSpace(task)])
            Should.Throw<ArgumentException>(create).Message
                .ShouldContain("but the samples are [13]. Use the macro space.");
    }

    private static IEnumerable<string> Weighted(ArchitectureGraph graph) =>
        graph.WeightSpecs.Select(w => w.Name);

    private static IEnumerable<string> Inputs(ArchitectureGraph graph, string name) =>
        graph.Nodes.Single(node => node.Name == name).Inputs.Select(input => graph.Nodes[input].Name);

    private static Shape ShapeOf(ArchitectureGraph graph, string name) =>
        graph.Shapes[graph.Nodes.Index().Single(node => node.Item.Name == name).Index];
}
