using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class ProxyEvaluatorTests
{
    private static readonly Dataset s_bars = SmallData.Bars(64, seed: 1);

    private static readonly NasBench201Space s_space = new(new NasBench201Skeleton
    {
        InputShape = [1, 8, 8],
        Classes = 2,
        Channels = 4,
        CellsPerStage = 1,
    });

    public static TheoryData<string> Names => [.. ProxyCatalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task RunAsync_Study_SameTrialsWithAnyWorkers(string proxy)
    {
        var one = await SearchAsync(proxy, workers: 1);
        one.ReproducibilityHash.ShouldBe((await SearchAsync(proxy, workers: 2)).ReproducibilityHash);
        one.Fidelity.ShouldBe($"proxy-{proxy}-16");
        one.Trials.Count(trial => trial.Status == TrialStatus.Done).ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData("synflow")]
    [InlineData("jacov")]
    public async Task RunAsync_NetworkThatCarriesNoSignal_Failed(string proxy)
    {
        var evaluator = new ProxyEvaluator(ProxyCatalog.Find(proxy), s_bars);
        Score score = await evaluator.EvaluateAsync(
            s_space.Decode(NasBench201Cell.At(0)), new(1), new Rng(1), default);
        score.IsFinite.ShouldBeFalse();
    }

    [Fact]
    public void Find_UnknownName_SaysWhichThereAre() =>
        Should.Throw<ArgumentException>(() => ProxyCatalog.Find("snap")).Message
            .ShouldStartWith("There is no proxy \"snap\". There are: params, flops, nwot, synflow");

    private static Task<StudyResult<NasBench201Cell, Score>> SearchAsync(string proxy, int workers)
    {
        var plan = Study.Over(s_space)
            .Using(new RandomSearch<NasBench201Cell, Score>(s_space, Ranking.ByScore))
            .JudgedBy(new ProxyEvaluator(ProxyCatalog.Find(proxy), s_bars, batchSize: 16)) with
        { Workers = workers };
        return plan.RunAsync(seed: 3, evaluations: 10);
    }
}
