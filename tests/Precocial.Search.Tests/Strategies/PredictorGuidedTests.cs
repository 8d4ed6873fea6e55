using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class PredictorGuidedTests
{
    private readonly ToySpace _space = new();

    [Fact]
    public void Ask_AtTheStart_DrawsDistinctNetworks()
    {
        var first = Create().Ask(new Rng(1));
        first.Count.ShouldBe(10);
        first.Distinct().Count().ShouldBe(10);
    }

    [Fact]
    public void Ask_AfterTheStart_ProposesUnseenMutationsOfTheBest()
    {
        var strategy = Create();
        var told = strategy.Ask(new Rng(2));
        Tell(strategy, told);
        var next = strategy.Ask(new Rng(3), [told[0]]);
        next.Count.ShouldBe(10);
        next.ShouldAllBe(n => !told.Contains(n));
        var best = told.OrderByDescending(t => t.Value).Take(5).ToArray();
        next.ShouldAllBe(n => best.Any(b => _space.Neighbours(b).Contains(n)));
    }

    [Fact]
    public void Ask_MeanOfAGoodPredictor_ProposesTheBestNeighboursFirst()
    {
        var strategy = Create(new() { Acquisition = Acquisition.Mean, Parents = 1, RoundSize = 3, Initial = 60 });
        var told = strategy.Ask(new Rng(4));
        Tell(strategy, told);
        var unseen = _space.Neighbours(strategy.Best).Except(told).OrderByDescending(n => n.Value).Take(3);
        strategy.Ask(new Rng(5)).ShouldBe(unseen);
    }

    [Fact]
    public async Task Study_FortyOf256_FindsTheTopMoreOftenThanRandomSearch()
    {
        int guided = 0, random = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            guided += await Top(Create(), seed);
            random += await Top(new RandomSearch<ToyGenotype, Score>(_space, Ranking.ByScore), seed);
        }
        guided.ShouldBeGreaterThanOrEqualTo(random + 10, $"{guided} and {random} of 20");
    }

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(1, 0, 1, 1)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(1, 1, 1, 0)]
    public void Settings_OutOfRange_Throw(int initial, int round, int candidates, int parents) =>
        Should.Throw<ArgumentException>(() => Create(new()
        {
            Initial = initial,
            RoundSize = round,
            Candidates = candidates,
            Parents = parents,
        }));

    private async Task<int> Top(ISearchStrategy<ToyGenotype, Score> strategy, ulong seed)
    {
        var plan = Study.Over(_space).Using(strategy).JudgedBy(
            new ErraticEvaluator { Judge = (graph, _) => Judge(graph) }) with
        { Window = 1 };
        var result = await plan.RunAsync(seed, evaluations: 40);
        return result.Best.Feedback.Value >= Judge(_space.Decode(_space.Parse("d0=2 d1=1 d2=2 d3=1"))) ? 1 : 0;
    }

    // A hill over the widths of the layers, with a hollow beside it.
    private static double Judge(Precocial.Architectures.ArchitectureGraph graph)
    {
        int[] top = [3, 2, 3, 2];
        double value = 0;
        for (int layer = 0; layer < 4; layer++)
            value -= Math.Pow(graph.Shapes[layer + 1][0] - top[layer], 2);
        return value + 0.3 * Math.Cos(3 * value);
    }

    private PredictorGuided<ToyGenotype, Score> Create(PredictorGuidedSettings? settings = null) =>
        new(_space, Ranking.ByScore, new KernelRidgePredictor(), settings);

    private static void Tell(PredictorGuided<ToyGenotype, Score> strategy, IReadOnlyList<ToyGenotype> members) =>
        strategy.Tell([.. members.Select((m, i) =>
            new Trial<ToyGenotype, Score>(i, m, TrialStatus.Done, new(m.Value)))]);
}
