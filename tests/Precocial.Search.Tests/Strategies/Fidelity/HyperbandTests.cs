using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class HyperbandTests
{
    private readonly ToySpace _space = new();

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Study_OneTurnOf27By3_ExactCountsOnEveryRung(int window)
    {
        // Brackets 27@1 9@3 3@9 1@27; 9@3 3@9 1@27; 6@9 2@27; 4@27: 40 + 13 + 8 + 4 judgements.
        var result = await StagedStudies.RunAsync(Create(), evaluations: 65, window);
        var trials = result.Trials.ToLookup(trial => trial.Genotype.Bracket);
        if (window == 1)
            result.Trials.Max(trial => trial.Genotype.Bracket).ShouldBe(3);
        Text(trials[0]).ShouldBe("27@1 9@3 3@9 1@27");
        Text(trials[1]).ShouldBe("9@3 3@9 1@27");
        Text(trials[2]).ShouldBe("6@9 2@27");
    }

    [Fact]
    public async Task Study_ABracket_TheBestOfEachRungGoOn()
    {
        var result = await StagedStudies.RunAsync(Create(), evaluations: 40);
        var rungs = result.Trials.ToLookup(trial => trial.Genotype.Epochs);
        foreach (var (low, high, count) in new[] { (1, 3, 9), (3, 9, 3), (9, 27, 1) })
        {
            rungs[high].Select(trial => trial.Genotype.Genotype).ShouldBe(
                rungs[low].OrderByDescending(trial => trial.Feedback.Value)
                    .Select(trial => trial.Genotype.Genotype).Distinct().Take(count));
        }
        result.Best.Genotype.Epochs.ShouldBe(27);
    }

    [Fact]
    public async Task Study_SecondTurn_StrategiesInsideGoOnLearning()
    {
        var evolution = () => new RegularizedEvolution<ToyGenotype, Score>(_space, Ranking.ByScore, 10, 3);
        var guided = await StagedStudies.RunAsync(
            new Hyperband<ToyGenotype, Score>(evolution, Ranking.ByScore, Brackets.For(9)), evaluations: 22 * 6);
        var random = await StagedStudies.RunAsync(
            new Hyperband<ToyGenotype, Score>(Random, Ranking.ByScore, Brackets.For(9)), evaluations: 22 * 6);
        Late(guided).ShouldBeGreaterThan(Late(random) + 5);
    }

    [Fact]
    public async Task Study_AnyNumberOfWorkers_SameTrials()
    {
        var one = await StagedStudies.RunAsync(Create(), evaluations: 100, window: 6);
        var three = await StagedStudies.RunAsync(Create(), evaluations: 100, window: 6, workers: 3);
        three.ReproducibilityHash.ShouldBe(one.ReproducibilityHash);
    }

    [Fact]
    public void Tell_FailedAndInfeasible_FailedTakeAPlaceAndInfeasibleDoNot()
    {
        var strategy = SuccessiveHalving.Around(Random(), Ranking.ByScore, halvings: 1, maxEpochs: 3);
        var status = new[] { TrialStatus.Failed, TrialStatus.Infeasible, TrialStatus.Failed, TrialStatus.Done };
        for (int i = 0; i < status.Length; i++)
        {
            var asked = strategy.Ask(new((ulong)i))[0];
            asked.Epochs.ShouldBe(1);
            strategy.Tell([new(i, asked, status[i], new(i))]);
        }
        strategy.Ask(new(9))[0].ShouldBe(strategy.Best with { Epochs = 3 });
    }

    [Fact]
    public void Ask_AllOfARungFailed_TheNextBracketBegins()
    {
        var strategy = SuccessiveHalving.Around(Random(), Ranking.ByScore, halvings: 1, maxEpochs: 3);
        for (int i = 0; i < 3; i++)
            strategy.Tell([new(i, strategy.Ask(new((ulong)i))[0], TrialStatus.Failed, default)]);
        var next = strategy.Ask(new(5))[0];
        (next.Epochs, next.Bracket).ShouldBe((1, 1));
    }

    private static string Text(IEnumerable<Trial<Staged<ToyGenotype>, Score>> trials) =>
        string.Join(' ', StagedStudies.Counts(trials).Select(count => $"{count.Value}@{count.Key}"));

    private static double Late(StudyResult<Staged<ToyGenotype>, Score> result) =>
        result.Trials.Where(trial => trial.Genotype.Bracket >= 9).Average(trial => trial.Feedback.Value);

    private Hyperband<ToyGenotype, Score> Create() => new(Random, Ranking.ByScore, Brackets.For(27));

    private RandomSearch<ToyGenotype, Score> Random() => new(_space, Ranking.ByScore);
}
