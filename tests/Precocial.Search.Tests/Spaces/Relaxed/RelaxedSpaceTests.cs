using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class RelaxedSpaceTests
{
    private static readonly TaskGeometry Geometry = TaskGeometry.Standardized([1, 8, 8], 10);

    public static TheoryData<string> Names => ["cell", "nasbench201"];

    [Theory, MemberData(nameof(Names))]
    public void Parse_OfEncode_IsTheIdentity(string name)
    {
        IRelaxedSpace space = Space(name);
        for (ulong i = 0; i < 20; i++)
        {
            Mixture mixture = space.Sample(new Rng(i));
            space.Parse(space.Encode(mixture)).ShouldBe(mixture);
            space.Encode(mixture).ShouldNotContain('\n');
        }
        space.Sample(new Rng(1)).ShouldBe(space.Sample(new Rng(1)));
        space.Sample(new Rng(1)).ShouldNotBe(space.Sample(new Rng(2)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Decode_HasAnEdgeForEachRow_AndAKeyForEachMixture(string name)
    {
        IRelaxedSpace space = Space(name);
        Mixture one = space.Sample(new Rng(1));

        ArchitectureGraph graph = space.Decode(one);

        var mixed = graph.Nodes.Select(node => node.Primitive).OfType<MixedOperation>().ToArray();
        mixed.Select(m => m.Row).Distinct().Count().ShouldBe(space.Rows);
        mixed.Count(m => m.Alpha.AsSpan().SequenceEqual(one.Row(m.Row))).ShouldBe(mixed.Length);
        mixed.ShouldAllBe(m => m.NoneFirst && m.Alpha.Length == space.Operations.Length);
        graph.OutputShape.ShouldBe([10]);
        graph.Key.ShouldNotBe(space.Decode(space.Sample(new Rng(2))).Key);
        graph.Parameters.ShouldBe(space.Decode(space.Sample(new Rng(2))).Parameters);
    }

    [Theory, MemberData(nameof(Names))]
    public void Decode_ToOneOperationAnEdge_ComputesWhatTheDiscreteNetworkDoes(string name)
    {
        // exp(−80) of the others is nothing in float32: an edge is its largest operation.
        IRelaxedSpace space = Space(name);
        var rng = new Rng(3);
        float[] alpha = new float[space.Rows * space.Operations.Length];
        for (int row = 0; row < space.Rows; row++)
            alpha[row * space.Operations.Length + 1 + rng.Next(space.Operations.Length - 1)] = 80;
        var mixture = new Mixture(space.Rows, space.Operations.Length, [.. alpha]);

        ArchitectureGraph discrete = space.Conclude(mixture);

        discrete.Nodes.ShouldNotContain(node => node.Primitive is MixedOperation);
        discrete.OutputShape.ShouldBe([10]);
        mixture.Entropy.ShouldBe(0, 1e-12);
    }

    [Fact]
    public void Decode_OfNasBench201_WithOneOperationAnEdge_GivesTheCellsLogits()
    {
        var space = new RelaxedNasBench201Space(Skeleton);
        var cell = NasBench201Cell.Parse(
            "|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|avg_pool_3x3~0|nor_conv_3x3~1|skip_connect~2|");
        float[] alpha = new float[30];
        for (int edge = 0; edge < 6; edge++)
            alpha[edge * 5 + (int)cell[edge]] = 90;
        var mixture = new Mixture(6, 5, [.. alpha]);
        ArchitectureGraph relaxed = space.Decode(mixture), discrete = space.Conclude(mixture);
        Network all = Network.From(relaxed, new InitializedWeights(), new Rng(1));
        // The discrete network with the relaxed one's weights: its names lack the operation's.
        var one = new Network(
            discrete, [.. discrete.WeightSpecs.Select(weight => all.Weights[NameIn(weight.Name)])]);

        space.Derive(mixture).ShouldBe(cell.ToString());
        Logits(one).Zip(Logits(all), (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-5f);

        string NameIn(string name)
        {
            for (int edge = 0; edge < 6; edge++)
            {
                (int from, int to) = NasBench201Cell.EdgeEnds[edge];
                name = name.Replace($".edge{from}{to}.",
                    $".edge{from}{to}.{NasBench201Cell.OperationNames[(int)cell[edge]]}.");
            }
            return name;
        }
    }

    [Fact]
    public void CellsOf_KeepsTheTwoStrongestEdgesOfANode_WithoutNone()
    {
        var space = new RelaxedCellSpace(new CellSpace(Geometry, channels: 2, nodes: 2),
            operations: ["skip", "sep3", "max3"]);
        // Two nodes: edges 0 1 | 2 3 4, of the normal, then of the reduction cell.
        float[] alpha = new float[10 * 4];
        Set(row: 0, operation: 1, 2);
        Set(row: 1, operation: 0, 9);
        Set(row: 1, operation: 2, 1);
        Set(row: 2, operation: 3, 1);
        Set(row: 3, operation: 0, 50);
        Set(row: 4, operation: 2, 3);
        var mixture = new Mixture(10, 4, [.. alpha]);

        space.Derive(mixture).ShouldStartWith(
            "normal.2.a=0 normal.2.aop=skip normal.2.b=1 normal.2.bop=sep3 "
            + "normal.3.a=0 normal.3.aop=max3 normal.3.b=2 normal.3.bop=sep3 reduction");
        space.SkipsIn(mixture).ShouldBe(1);

        void Set(int row, int operation, float value) => alpha[row * 4 + operation] = value;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void CellsOf_WithACap_KeepsTheSkipsWithTheLargestShares(int most)
    {
        var cells = new CellSpace(Geometry, channels: 2, nodes: 2);
        var capped = new RelaxedCellSpace(cells, operations: ["skip", "sep3"]) { MostSkips = most };
        float[] alpha = new float[10 * 3];
        for (int row = 0; row < 5; row++)
            alpha[row * 3 + 1] = 1 + row;
        var mixture = new Mixture(10, 3, [.. alpha]);

        string derived = capped.Derive(mixture).Split("reduction")[0];

        capped.SkipsIn(mixture).ShouldBe(4);
        (derived.Split("skip").Length - 1).ShouldBe(most);
    }

    [Fact]
    public void Conclude_OfAnotherSize_HasTheSameCellsDeeperAndWider()
    {
        var small = new CellSpace(Geometry, channels: 2, cellsPerStage: 1);
        var large = small.Resized(channels: 6, cellsPerStage: 3);
        var space = new RelaxedCellSpace(small, large);
        Mixture mixture = space.Sample(new Rng(5));

        space.Conclude(mixture).Key.ShouldBe(large.Decode(space.CellsOf(mixture)).Key);
        space.Conclude(mixture).Parameters.ShouldBeGreaterThan(
            3 * new RelaxedCellSpace(small).Conclude(mixture).Parameters);
    }

    [Fact]
    public void Space_OfWrongOperations_SaysWhichThereAre()
    {
        Should.Throw<ArgumentException>(() =>
            new RelaxedCellSpace(new CellSpace(Geometry), operations: ["skip", "conv9"])).Message
            .ShouldContain("some of skip, sep3, sep5, dil3, dil5, avg3, max3, each once, but are 'skip, conv9'");
        Should.Throw<ArgumentException>(() =>
            new RelaxedCellSpace(new CellSpace(Geometry), new CellSpace(Geometry, nodes: 2))).Message
            .ShouldContain("Cells searched with 4 nodes cannot be used in a space with 2");
        Should.Throw<ArgumentException>(() => SmallRelaxation.Space().Decode(new Mixture(1, 1, [0])))
            .Message.ShouldContain("6 edges with 5 operations, but this has 1 with 1");
    }

    private static NasBench201Skeleton Skeleton => new()
    {
        InputShape = [1, 8, 8],
        Channels = 4,
        Stages = 2,
        CellsPerStage = 1,
    };

    private static IRelaxedSpace Space(string name) => name == "cell"
        ? new RelaxedCellSpace(new CellSpace(Geometry, channels: 2))
        : new RelaxedNasBench201Space(Skeleton);

    private static float[] Logits(Network network)
    {
        var batch = SmallData.Bars(4, seed: 1);
        using var tape = new Tape(recording: false);
        var context = new ApplyContext(Training: false) { BatchStatistics = true };
        return network.Forward(tape.Input(batch.Inputs), context).ToArray();
    }
}
