using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class ResumeTests
{
    private readonly ToySpace _space = new();

    public static TheoryData<string> Strategies => ["random", "local", "evolution"];

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task RunAsync_InterruptedAnywhere_ContinuesToTheSameHash(string strategy)
    {
        string undisturbed = (await Plan(strategy, new ErraticEvaluator()).RunAsync(seed: 3, evaluations: 40))
            .ReproducibilityHash;
        for (int stopAt = 1; stopAt <= 40; stopAt++)
        {
            var log = new MemoryStudyLog();
            await InterruptAsync(strategy, log, stopAt);
            var evaluator = new ErraticEvaluator();
            int known = log.Results.Count;
            var resumed = await (Plan(strategy, evaluator) with { Log = log, Workers = 1 + stopAt % 2 })
                .RunAsync(seed: 3, evaluations: 40);
            resumed.ReproducibilityHash.ShouldBe(undisturbed, $"stopped in evaluation {stopAt}");
            (known + evaluator.Calls).ShouldBe(log.Results.Count);
        }
    }

    [Fact]
    public async Task RunAsync_MoreEvaluationsThanBefore_GoesOnFromTheLog()
    {
        var log = new MemoryStudyLog();
        await (Plan("evolution", new ErraticEvaluator()) with { Log = log })
            .RunAsync(seed: 3, evaluations: 20);
        var extended = await (Plan("evolution", new ErraticEvaluator()) with { Log = log })
            .RunAsync(seed: 3, evaluations: 50);
        var whole = await Plan("evolution", new ErraticEvaluator()).RunAsync(seed: 3, evaluations: 50);
        extended.ReproducibilityHash.ShouldBe(whole.ReproducibilityHash);
        log.Events.Select(e => e.Kind).ShouldBe(["started", "finished", "resumed", "finished"]);
    }

    [Fact]
    public async Task RunAsync_LogOfAnotherVersion_SaysSo()
    {
        var log = new MemoryStudyLog();
        await (Plan("random", new ErraticEvaluator()) with { Log = log }).RunAsync(seed: 3, evaluations: 5);
        var altered = new MemoryStudyLog();
        await altered.OpenAsync(Plan("random", new ErraticEvaluator()).SettingsFor(3), default);
        await altered.AppendAsync(new([.. log.Proposals.Select(p => p with { Key = "other" })], [], []),
            default);
        var plan = Plan("random", new ErraticEvaluator()) with { Log = altered };
        (await Should.ThrowAsync<SearchException>(() => plan.RunAsync(seed: 3, evaluations: 5))).Message
            .ShouldContain("it was made by another version. Start a new study.");
    }

    private async Task InterruptAsync(string strategy, MemoryStudyLog log, int stopAt)
    {
        using var stop = new CancellationTokenSource();
        var evaluator = new ErraticEvaluator
        {
            Before = (call, cancellation) =>
            {
                if (call == stopAt)
                    stop.Cancel();
                cancellation.ThrowIfCancellationRequested();
                return Task.CompletedTask;
            },
        };
        var plan = Plan(strategy, evaluator) with { Log = log, Workers = 1 + stopAt / 2 % 2 };
        try
        {
            await plan.RunAsync(seed: 3, evaluations: 40, cancellationToken: stop.Token);
        }
        catch (OperationCanceledException)
        {
            log.Events[^1].Kind.ShouldBe("interrupted");
        }
    }

    private StudyPlan<ToyGenotype, Score> Plan(string strategy, ErraticEvaluator evaluator) =>
        Study.Over(_space).Using(strategy switch
        {
            "random" => new RandomSearch<ToyGenotype, Score>(_space, Ranking.ByScore),
            "local" => (ISearchStrategy<ToyGenotype, Score>)new LocalSearch<ToyGenotype, Score>(
                _space, Ranking.ByScore),
            _ => new RegularizedEvolution<ToyGenotype, Score>(_space, Ranking.ByScore, population: 6, sample: 3),
        }).JudgedBy(evaluator);
}

public sealed class MemoryStudyLogTests : StudyLogConformance
{
    private readonly MemoryStudyLog _log = new();

    protected override IStudyLog Open() => _log;
}
