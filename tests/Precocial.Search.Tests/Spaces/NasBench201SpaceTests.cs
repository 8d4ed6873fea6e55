using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class NasBench201SpaceTests
{
    private readonly NasBench201Space _space = new();

    [Fact]
    public void Decode_AllCells_CostWhatTheClosedFormulasSay()
    {
        // FLOPs(M) is in the convention of the recorded table, see PublishedFlops.
        for (int i = 0; i < NasBench201Cell.Count; i++)
        {
            NasBench201Cell cell = NasBench201Cell.At(i);
            ArchitectureGraph graph = _space.Decode(cell);

            int n3 = cell.CountOf(NasBench201Operation.Convolution3x3);
            int n1 = cell.CountOf(NasBench201Operation.Convolution1x1);
            int pools = cell.CountOf(NasBench201Operation.AveragePool3x3);
            graph.Parameters.ShouldBe(73_306 + 243_040 * n3 + 28_000 * n1, $"{cell}");
            PublishedFlops.Of(graph).ShouldBe(7_943_872 + 35_819_520 * n3 + 4_362_240 * n1 + 1_290_240 * pools, $"{cell}");
        }
    }

    [Theory]
    [InlineData(100, 79_156)]
    [InlineData(120, 80_456)]
    public void Decode_OtherDataSets_HaveTheirPublishedParameters(int classes, long parameters)
    {
        var space = new NasBench201Space(new NasBench201Skeleton { Classes = classes });

        space.Decode(default).Parameters.ShouldBe(parameters);
    }

    [Fact]
    public void Flops_CountAMultiplyAddAsTwo()
    {
        // One more 3x3 edge: in each of 15 cells relu, 2·9·C multiply-adds, and batch norm, on C·H·W elements.
        NasBench201Cell none = default;
        long difference = _space.Decode(none.With(5, NasBench201Operation.Convolution3x3)).Flops - _space.Decode(none).Flops;

        difference.ShouldBe(2 * 35_389_440 + 5 * 3 * (16 * 1024 + 32 * 256 + 64 * 64));
    }

    [Fact]
    public void Parse_OfEncode_IsTheIdentityOnAllCells()
    {
        for (int i = 0; i < NasBench201Cell.Count; i++)
            _space.Parse(_space.Encode(NasBench201Cell.At(i))).Index.ShouldBe(i);
    }

    [Theory]
    [InlineData("")]
    [InlineData("|none~0|+|none~0|none~1|")]
    [InlineData("|none~1|+|none~0|none~1|+|none~0|none~1|none~2|")]
    [InlineData("|conv~0|+|none~0|none~1|+|none~0|none~1|none~2|")]
    [InlineData("x|none~0|+|none~0|none~1|+|none~0|none~1|none~2|")]
    public void Parse_NotACell_SaysWhatACellIs(string text)
    {
        Should.Throw<FormatException>(() => _space.Parse(text)).Message.ShouldContain("|op~0|+|op~0|op~1|");
    }

    [Fact]
    public void Neighbours_AreThe24CellsThatDifferInOneEdge()
    {
        NasBench201Cell cell = NasBench201Cell.At(7_777);

        var neighbours = _space.Neighbours(cell);

        neighbours.Distinct().Count().ShouldBe(24);
        neighbours.ShouldAllBe(other => Differences(cell, other) == 1);
    }

    [Fact]
    public void Mutate_ReachesEveryNeighbourAboutAsOften()
    {
        NasBench201Cell cell = NasBench201Cell.At(123);
        var rng = new Rng(5);

        var counts = Enumerable.Range(0, 24_000).Select(_ => _space.Mutate(cell, rng)).CountBy(other => other).ToList();

        // Binomial with mean 1000 and deviation 31: five deviations.
        counts.Count.ShouldBe(24);
        counts.ShouldAllBe(pair => Math.Abs(pair.Value - 1000) < 155 && Differences(cell, pair.Key) == 1);
    }

    [Fact]
    public void TryReadCell_OfADecodedNetwork_GivesItsCell()
    {
        var skeleton = new NasBench201Skeleton { CellsPerStage = 1 };
        for (int i = 0; i < NasBench201Cell.Count; i += 97)
        {
            NasBench201Skeleton.TryReadCell(skeleton.Build(NasBench201Cell.At(i)), out NasBench201Cell cell).ShouldBeTrue();
            cell.Index.ShouldBe(i);
        }
    }

    [Fact]
    public void Key_TellsCellsApart()
    {
        NasBench201Cell cell = NasBench201Cell.Parse(
            "|nor_conv_3x3~0|+|nor_conv_1x1~0|none~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|");
        NasBench201Cell other = cell.With(5, NasBench201Operation.Convolution1x1);
        var skeleton = new NasBench201Skeleton { CellsPerStage = 1 };

        skeleton.Build(cell).Key.ShouldBe(skeleton.Build(cell).Key);
        skeleton.Build(cell).Key.ShouldNotBe(skeleton.Build(other).Key);
    }

    private static int Differences(NasBench201Cell a, NasBench201Cell b) =>
        Enumerable.Range(0, NasBench201Cell.Edges).Count(edge => a[edge] != b[edge]);
}
