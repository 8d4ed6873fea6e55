using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class ProgressiveWideningTests
{
    private static readonly ProgressiveCellSpace s_space =
        new(TaskGeometry.Standardized([1, 8, 8], 10), blocks: 3, channels: 2);

    [Fact]
    public void Seeds_AreEveryFirstBlockOnce()
    {
        // 2 inputs x 7 operations are 14 sides: 14·15/2 blocks.
        s_space.Seeds.Count.ShouldBe(105);
        s_space.Seeds.Distinct().Count().ShouldBe(105);
        s_space.Seeds.ShouldAllBe(seed => s_space.BlocksOf(seed) == 1);
        // The third state makes 21 sides.
        var grown = s_space.Grown(s_space.Seeds[7]).ToArray();
        grown.Length.ShouldBe(21 * 22 / 2);
        grown.ShouldAllBe(cell => s_space.BlocksOf(cell) == 2);
    }

    [Fact]
    public void Parse_OfEncode_IsTheIdentityAtEverySize()
    {
        var cell = s_space.Seeds[11];
        for (int blocks = 1; ; blocks++, cell = s_space.Grown(cell).ElementAt(30))
        {
            s_space.Parse(s_space.Encode(cell)).ShouldBe(cell);
            s_space.Decode(cell).Parameters.ShouldBeGreaterThan(0);
            s_space.Features(cell).Length.ShouldBe(2 * (7 + 49) + 3);
            if (blocks == 3)
                break;
        }
        s_space.Grown(cell).ShouldBeEmpty();
        s_space.Parse(s_space.Encode(s_space.Sample(new Rng(1)))).ShouldBe(s_space.Sample(new Rng(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("normal.2.a=0 normal.2.aop=skip")]
    public void Parse_OtherText_Throws(string text) =>
        Should.Throw<FormatException>(() => s_space.Parse(text));

    [Fact]
    public void Parse_TwoWirings_Throws() => Should.Throw<FormatException>(() => s_space.Parse(
        "normal.2.a=0 normal.2.aop=skip normal.2.b=0 normal.2.bop=skip "
        + "reduction.2.a=0 reduction.2.aop=skip reduction.2.b=0 reduction.2.bop=sep3"))
        .Message.ShouldContain("one wiring");

    [Fact]
    public async Task Study_ToTheEnd_ExactCountsOfEachSize()
    {
        var strategy = Create(keep: 20, first: 40);
        strategy.Judgements.ShouldBe(40 + 2 * 20);
        var result = await RunAsync(strategy, evaluations: 80);
        result.Trials.CountBy(trial => s_space.BlocksOf(trial.Genotype)).Select(count => count.Value)
            .ShouldBe([40, 20, 20]);
        result.Trials.DistinctBy(trial => trial.Genotype).Count().ShouldBe(80);
    }

    [Fact]
    public async Task Study_WiderWindow_SizesOverlapByLess()
    {
        var result = await RunAsync(Create(keep: 20, first: 40), evaluations: 80, window: 4);
        var sizes = result.Trials.CountBy(trial => s_space.BlocksOf(trial.Genotype)).ToDictionary();
        sizes[1].ShouldBe(43);
        sizes[2].ShouldBe(23);
    }

    [Fact]
    public async Task Study_SameCost_BeatsRandomCellsOfTheLargestSize()
    {
        double guided = 0, random = 0;
        for (ulong seed = 0; seed < 5; seed++)
        {
            guided += (await RunAsync(Create(keep: 20, first: 40), 80, seed: seed)).Best.Feedback.Value / 5;
            random += (await RunAsync(
                new RandomSearch<CellGenotype, Score>(s_space, Ranking.ByScore), 80, seed: seed))
                .Best.Feedback.Value / 5;
        }
        guided.ShouldBeGreaterThan(random + 0.5);
    }

    private static ProgressiveWidening<CellGenotype, Score> Create(int keep, int first) =>
        new(s_space, Ranking.ByScore, new KernelRidgePredictor(), keep, first);

    private static Task<StudyResult<CellGenotype, Score>> RunAsync(
        ISearchStrategy<CellGenotype, Score> strategy, int evaluations, int window = 1, ulong seed = 1) =>
        (Study.Over(s_space).Using(strategy)
            .JudgedBy(new ErraticEvaluator { Judge = (graph, _) => Judge(graph) }) with
        {
            Window = window,
        }).RunAsync(seed, evaluations: evaluations);

    // What is wanted: 5x5 convolutions and maxima, each side by side with the other; and larger cells.
    private static double Judge(ArchitectureGraph graph)
    {
        int fives = graph.Nodes.Count(n => n.Primitive is DepthwiseConvolution { Kernel: 5, Dilation: 1 });
        int pools = graph.Nodes.Count(n => n.Primitive is MaxPool);
        return Math.Min(fives, pools) + 0.1 * (fives + pools);
    }
}
