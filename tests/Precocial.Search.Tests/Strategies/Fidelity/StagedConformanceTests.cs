using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

/// <summary>The laws of a strategy, for those around another.</summary>
public sealed class StagedConformanceTests
{
    private const int Steps = 60;

    public static TheoryData<string> Kinds => ["hyperband", "asha", "curve"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Tell_CutIntoOtherRounds_GivesTheSameState(string kind)
    {
        var source = Create(kind);
        var trials = Drive(source, tellEvery: 1);
        foreach (int length in new[] { 2, 7, Steps })
        {
            var replayed = Create(kind);
            foreach (var round in trials.Chunk(length))
                replayed.Tell(round);
            replayed.Best.ShouldBe(source.Best);
            for (ulong i = 0; i < 10; i++)
                replayed.Ask(new Rng(i), []).ShouldBe(source.Ask(new Rng(i), []));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Ask_Twice_ChangesNothing(string kind)
    {
        var strategy = Create(kind);
        Drive(strategy, tellEvery: 3);
        strategy.Ask(new Rng(9)).ShouldBe(strategy.Ask(new Rng(9)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Best_BeforeAnySuccess_Throws(string kind)
    {
        var strategy = Create(kind);
        Should.Throw<InvalidOperationException>(() => strategy.Best);
        for (int i = 0; i < 20; i++)
            strategy.Tell([new(i, strategy.Ask(new Rng((ulong)i))[0], TrialStatus.Failed, default)]);
        Should.Throw<InvalidOperationException>(() => strategy.Best);
        strategy.Ask(new Rng(99)).ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Best_IsTheBestOfThoseTrainedLongest(string kind)
    {
        var strategy = Create(kind);
        var done = Drive(strategy, tellEvery: 2).Where(trial => trial.Status == TrialStatus.Done).ToArray();
        int longest = done.Max(trial => trial.Genotype.Epochs);
        strategy.Best.ShouldBe(done.Where(trial => trial.Genotype.Epochs == longest)
            .MaxBy(trial => trial.Feedback.Value).Genotype);
    }

    private static ISearchStrategy<Staged<ToyGenotype>, Score> Create(string kind)
    {
        var space = new ToySpace();
        ISearchStrategy<ToyGenotype, Score> Inside() =>
            new RegularizedEvolution<ToyGenotype, Score>(space, Ranking.ByScore, population: 8, sample: 3);
        return kind switch
        {
            "hyperband" => new Hyperband<ToyGenotype, Score>(Inside, Ranking.ByScore, Brackets.For(9)),
            "asha" => new Asha<ToyGenotype, Score>(Inside(), Ranking.ByScore, 1, 9, eta: 3),
            _ => new CurveStopping<ToyGenotype>(Inside(), horizon: 8),
        };
    }

    // Every tenth trial fails; scores rise with epochs.
    private static List<Trial<Staged<ToyGenotype>, Score>> Drive(
        ISearchStrategy<Staged<ToyGenotype>, Score> strategy, int tellEvery)
    {
        var trials = new List<Trial<Staged<ToyGenotype>, Score>>();
        int told = 0;
        for (int i = 0; i < Steps; i++)
        {
            var pending = trials.Skip(told).Select(trial => trial.Genotype).ToList();
            var asked = strategy.Ask(new Rng(11).Split((ulong)i), pending)[0];
            double score = asked.Genotype.Value / 300.0 * (1 - 0.5 / asked.Epochs);
            trials.Add(i % 10 == 9 ? new(i, asked, TrialStatus.Failed, default)
                : new(i, asked, TrialStatus.Done, new(score)));
            if (trials.Count - told < tellEvery)
                continue;
            strategy.Tell(trials[told..]);
            told = trials.Count;
        }
        strategy.Tell(trials[told..]);
        return trials;
    }
}
