using Precocial.Search;
using Precocial.Tensors;

namespace Precocial.Testing;

/// <summary>The laws of a strategy. Inherit, and say how to make one for a <see cref="ToySpace"/>.</summary>
/// <typeparam name="TFeedback">What the strategy learns from.</typeparam>
public abstract class StrategyConformance<TFeedback>
{
    protected ToySpace Space { get; } = new();

    protected abstract ISearchStrategy<ToyGenotype, TFeedback> Create();

    /// <summary>Feedback for a toy's value: larger value, better feedback.</summary>
    protected abstract TFeedback FeedbackFor(ToyGenotype genotype);

    [Fact]
    public void Best_BeforeAnySuccess_Throws()
    {
        var strategy = Create();
        Should.Throw<InvalidOperationException>(() => strategy.Best);
        strategy.Tell([new(0, Space.Sample(new Rng(1)), TrialStatus.Failed, default)]);
        strategy.Tell([new(1, Space.Sample(new Rng(2)), TrialStatus.Infeasible, default)]);
        Should.Throw<InvalidOperationException>(() => strategy.Best);
    }

    [Fact]
    public void Ask_Twice_ChangesNothing()
    {
        var strategy = Create();
        Drive(strategy, steps: 25, tellEvery: 1);
        strategy.Ask(new Rng(9)).ShouldBe(strategy.Ask(new Rng(9)));
        strategy.Ask(new Rng(9), []).ShouldBe(strategy.Ask(new Rng(9), []));
    }

    [Fact]
    public void Ask_AfterFailuresOnly_StillProposes()
    {
        var strategy = Create();
        for (int i = 0; i < 50; i++)
            strategy.Tell([new(i, strategy.Ask(new Rng((ulong)i))[0], TrialStatus.Failed, default)]);
        strategy.Ask(new Rng(99)).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public void Tell_CutIntoOtherRounds_GivesTheSameState(int roundLength)
    {
        var source = Create();
        var trials = Drive(source, steps: 40, tellEvery: 1);
        var replayed = Create();
        foreach (var round in trials.Chunk(roundLength))
            replayed.Tell(round);
        replayed.Best.ShouldBe(source.Best);
        for (ulong i = 0; i < 20; i++)
            replayed.Ask(new Rng(i), []).ShouldBe(source.Ask(new Rng(i), []));
    }

    [Fact]
    public void Best_IsTheLargestTold()
    {
        var strategy = Create();
        var trials = Drive(strategy, steps: 60, tellEvery: 3);
        int largest = trials.Where(t => t.Status == TrialStatus.Done).Max(t => t.Genotype.Value);
        strategy.Best.Value.ShouldBe(largest);
    }

    private List<Trial<ToyGenotype, TFeedback>> Drive(
        ISearchStrategy<ToyGenotype, TFeedback> strategy, int steps, int tellEvery)
    {
        var trials = new List<Trial<ToyGenotype, TFeedback>>();
        int told = 0;
        for (int i = 0; i < steps; i++)
        {
            var pending = trials.Skip(told).Select(t => t.Genotype).ToList();
            var genotype = strategy.Ask(new Rng(11).Split((ulong)i), pending)[0];
            trials.Add(i % 10 == 9
                ? new(i, genotype, TrialStatus.Failed, default)
                : new(i, genotype, TrialStatus.Done, FeedbackFor(genotype)));
            if (trials.Count - told < tellEvery)
                continue;
            strategy.Tell(trials[told..]);
            told = trials.Count;
        }
        strategy.Tell(trials[told..]);
        return trials;
    }
}
