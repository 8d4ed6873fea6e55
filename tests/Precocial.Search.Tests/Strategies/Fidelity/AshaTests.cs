using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class AshaTests
{
    private readonly ToySpace _space = new();

    [Fact]
    public void Ask_RungByRung_FollowsThePromotionRule()
    {
        var strategy = Create();
        strategy.Epochs.ShouldBe([1, 2, 4]);
        // Scores by order of proposal; η = 2.
        Step(strategy, 1, 5).ShouldBe((1, 0));
        Step(strategy, 2, 7).ShouldBe((1, 1));
        // Two judged: the better one goes on.
        Step(strategy, 3, 7.5).ShouldBe((2, 1));
        Step(strategy, 4, 6).ShouldBe((1, 2));
        // Three: ⌊3/2⌋ = 1, and it is on the rung above already.
        Step(strategy, 5, 4).ShouldBe((1, 3));
        // Four: the second best, number 2, goes on; then two are judged on rung 1, and its best goes on
        // first.
        Step(strategy, 6, 8).ShouldBe((2, 2));
        Step(strategy, 7, 9).ShouldBe((4, 2));
        Step(strategy, 8, 1).ShouldBe((1, 4));
    }

    [Fact]
    public void Ask_PromotionIsOut_IsNotGivenTwice()
    {
        var strategy = Create();
        Step(strategy, 1, 5);
        Step(strategy, 2, 7);
        var promoted = strategy.Ask(new(3))[0];
        promoted.Epochs.ShouldBe(2);
        strategy.Ask(new(3), [promoted])[0].Epochs.ShouldBe(1);
    }

    [Fact]
    public async Task Study_ManyTrials_FewAreTrainedLong()
    {
        var result = await StagedStudies.RunAsync(Create(), evaluations: 140, window: 4);
        var counts = StagedStudies.Counts(result.Trials);
        // Half of a rung's networks go on, and some more: who was among the best once may have gone on before
        // better ones came.
        int[] distinct = [.. new[] { 1, 2, 4 }.Select(epochs =>
            result.Trials.Where(t => t.Genotype.Epochs == epochs).Select(t => t.Genotype).Distinct().Count())];
        ((double)counts[2] / distinct[0]).ShouldBeInRange(0.45, 0.65);
        ((double)counts[4] / distinct[1]).ShouldBeInRange(0.45, 0.65);
        result.Best.Genotype.Epochs.ShouldBe(4);
    }

    [Fact]
    public async Task Study_AnyNumberOfWorkers_SameTrials()
    {
        var one = await StagedStudies.RunAsync(Create(), evaluations: 80, window: 6);
        var three = await StagedStudies.RunAsync(Create(), evaluations: 80, window: 6, workers: 3);
        three.ReproducibilityHash.ShouldBe(one.ReproducibilityHash);
    }

    [Theory]
    [InlineData(0, 4, 2)]
    [InlineData(5, 4, 2)]
    [InlineData(1, 4, 1)]
    public void Constructor_OutOfRange_Throws(int min, int max, int eta) =>
        Should.Throw<ArgumentOutOfRangeException>(
            () => new Asha<ToyGenotype, Score>(Inside(), Ranking.ByScore, min, max, eta));

    // Asks, tells a score, and gives the epochs and which of the networks proposed first it was.
    private readonly List<ToyGenotype> _order = [];

    private (int Epochs, int Number) Step(Asha<ToyGenotype, Score> strategy, int step, double score)
    {
        var asked = strategy.Ask(new((ulong)step))[0];
        if (!_order.Contains(asked.Genotype))
            _order.Add(asked.Genotype);
        strategy.Tell([new(step - 1, asked, TrialStatus.Done, new(score))]);
        return (asked.Epochs, _order.IndexOf(asked.Genotype));
    }

    private Asha<ToyGenotype, Score> Create() => new(Inside(), Ranking.ByScore, 1, 4, eta: 2);

    private RandomSearch<ToyGenotype, Score> Inside() => new(_space, Ranking.ByScore);
}
