using Precocial.Tasks;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class StudyTests
{
    private readonly ToySpace _space = new();

    [Fact]
    public async Task RunAsync_CallSite_ReadsAsInTheReadme()
    {
        var space = new ToySpace();
        var strategy = new RegularizedEvolution<ToyGenotype, Score>(
            space, Ranking.ByScore, population: 20, sample: 5);
        var evaluator = new ErraticEvaluator { Judge = (graph, _) => graph.Parameters };

        var study = await Study.Over(space).Using(strategy).JudgedBy(evaluator)
            .RunAsync(rounds: 200, seed: 7);

        study.Best.Graph.Parameters.ShouldBe(86);
        study.Best.Feedback.ShouldBe(new Score(86));
        study.Trials.Count.ShouldBe(200);
        study.Trials[study.Best.Sequence].Genotype.ShouldBe(study.Best.Genotype);
        study.Reproducible.ShouldBeTrue();
    }

    [Fact]
    public async Task RunAsync_RepeatedNetwork_IsJudgedOnceAndCounts()
    {
        var evaluator = new ErraticEvaluator();
        var study = await Plan(evaluator).RunAsync(seed: 1, evaluations: 400);
        study.Evaluations.ShouldBe(400);
        evaluator.Calls.ShouldBe(study.Trials.Select(t => t.Key).Distinct().Count());
        evaluator.Calls.ShouldBeLessThan(257);
    }

    [Fact]
    public async Task RunAsync_StrategyOverDistinctNetworks_CountsEachOnce()
    {
        var evaluator = new ErraticEvaluator();
        var search = new LocalSearch<ToyGenotype, Score>(_space, Ranking.ByScore);
        var study = await Study.Over(_space).Using(search).JudgedBy(evaluator)
            .RunAsync(seed: 1, evaluations: 150);
        evaluator.Calls.ShouldBe(150);
        study.Trials.Select(t => t.Key).Distinct().Count().ShouldBe(150);
    }

    [Fact]
    public async Task RunAsync_MoreThanTheSpaceHolds_EndsWhenNothingIsNew()
    {
        var search = new LocalSearch<ToyGenotype, Score>(_space, Ranking.ByScore);
        var study = await Study.Over(_space).Using(search).JudgedBy(new ErraticEvaluator())
            .RunAsync(seed: 1, evaluations: 1000);
        study.Evaluations.ShouldBe(256);
    }

    [Fact]
    public async Task RunAsync_Limits_InfeasibleIsNeitherJudgedNorCounted()
    {
        var evaluator = new ErraticEvaluator { Judge = (graph, _) => graph.Parameters };
        var plan = Plan(evaluator) with { Limits = new() { MaxParameters = 40 } };
        var study = await plan.RunAsync(seed: 3, evaluations: 50);
        study.Evaluations.ShouldBe(50);
        study.Best.Feedback.Value.ShouldBeLessThanOrEqualTo(40);
        var infeasible = study.Trials.Where(t => t.Status == TrialStatus.Infeasible).ToArray();
        infeasible.Length.ShouldBe(study.Trials.Count - 50);
        infeasible[0].Message.ShouldNotBeNull().ShouldEndWith(" parameters, over 40");
    }

    [Fact]
    public async Task RunAsync_LimitsNothingSatisfies_SaysSo()
    {
        var limits = new Limits { MaxParameters = 3, MaxFlops = 1_000_000 };
        var plan = Plan(new ErraticEvaluator()) with { Limits = limits };
        (await Should.ThrowAsync<SearchException>(() => plan.RunAsync(seed: 1, evaluations: 10)))
            .Message.ShouldStartWith("10,000 proposals in a row break the limits "
                + "(at most 3 parameters and 1,000,000 FLOPs; the last one has ");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RunAsync_EvaluatorThrows_TrialFailsAndTheStudyGoesOn(int workers)
    {
        var evaluator = new ErraticEvaluator
        {
            Judge = (graph, rng) => graph.Parameters % 3 == 0 ? throw new ArithmeticException("too odd")
                : graph.Parameters % 3 == 1 ? double.NaN : rng.NextDouble(),
        };
        var study = await (Plan(evaluator) with { Workers = workers }).RunAsync(seed: 1, evaluations: 60);
        study.Trials.Count.ShouldBe(60);
        study.Trials.Where(t => t.Status == TrialStatus.Failed).Select(t => t.Message).Distinct().Order()
            .ShouldBe(["ArithmeticException: too odd", "the feedback is not finite: NaN"]);
    }

    [Fact]
    public async Task RunAsync_EverythingFails_GivesUpWithTheReason()
    {
        var evaluator = new ErraticEvaluator
        {
            Judge = (_, _) =>
            throw new NotSupportedException("no such operation")
        };
        (await Should.ThrowAsync<SearchException>(() => Plan(evaluator).RunAsync(seed: 1, evaluations: 1000)))
            .Message
            .ShouldBe("The first 20 networks all failed; "
                + "the last one: NotSupportedException: no such operation");
        evaluator = new ErraticEvaluator
        {
            Judge = (_, _) =>
            throw new NotSupportedException("no such operation")
        };
        (await Should.ThrowAsync<SearchException>(() => Plan(evaluator).RunAsync(seed: 1, evaluations: 3)))
            .Message
            .ShouldStartWith("None of 3 networks could be judged; the last one: NotSupportedException");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RunAsync_BadData_EndsTheStudy(int workers)
    {
        var evaluator = new ErraticEvaluator
        {
            Before = (call, _) =>
                call == 5 ? throw new DataException("table.csv has no row") : Task.CompletedTask,
        };
        var log = new MemoryStudyLog();
        var plan = Plan(evaluator) with { Log = log, Workers = workers };
        await Should.ThrowAsync<DataException>(() => plan.RunAsync(seed: 1, evaluations: 1000));
        log.Results.Count.ShouldBeGreaterThanOrEqualTo(4);
        log.Events[^1].Kind.ShouldBe("interrupted");
    }

    [Fact]
    public async Task RunAsync_Time_EndsAndIsLabelled()
    {
        var plan = Plan(new ErraticEvaluator()) with
        {
            Time = new SteppingTime(
            TimeSpan.FromMilliseconds(1))
        };
        var study = await plan.RunAsync(seed: 1, time: TimeSpan.FromSeconds(2));
        study.Reproducible.ShouldBeFalse();
        study.Evaluations.ShouldBeInRange(10, 2000);
    }

    [Fact]
    public async Task RunAsync_Progress_CountsUpToTheTotal()
    {
        var reports = new List<StudyProgress<Score>>();
        var plan = Plan(new ErraticEvaluator
        {
            Judge = (graph, _) =>
            graph.Parameters
        }) with
        { Progress = new Collector(reports) };
        var study = await plan.RunAsync(seed: 1, evaluations: 30);
        reports.Count.ShouldBe(study.Trials.Select(t => t.Key).Distinct().Count());
        reports[^1].Total.ShouldBe(30);
        reports[^1].Fraction.ShouldBe(1, 0.1);
        reports[0].HasBest.ShouldBeFalse();
        reports[^1].Best.Value.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task RunAsync_Twice_SaysThatAPlanRunsOnce()
    {
        var plan = Plan(new ErraticEvaluator());
        await plan.RunAsync(seed: 1, evaluations: 3);
        await Should.ThrowAsync<InvalidOperationException>(() =>
            (plan with { Workers = 2 }).RunAsync(seed: 1, rounds: 3));
    }

    [Fact]
    public async Task RunAsync_NoOrZeroBudget_SaysWhatToGive()
    {
        (await Should.ThrowAsync<ArgumentException>(() => Plan(new ErraticEvaluator()).RunAsync(seed: 1)))
            .Message.ShouldBe("A study must end: give rounds, evaluations or time.");
        (await Should.ThrowAsync<ArgumentException>(() =>
            Plan(new ErraticEvaluator()).RunAsync(seed: 1, evaluations: 0)))
            .Message.ShouldBe("A study's budget must be above 0, but is 0 evaluations.");
    }

    [Fact]
    public void SettingsFor_AnyPlan_NamesWhatResultsDependOn()
    {
        var plan = Plan(new ErraticEvaluator()) with
        {
            Settings = Plan(new ErraticEvaluator())
            .Settings.Add("data", "digits")
        };
        plan.SettingsFor(7).Json.ShouldBe(
            "{\"evaluator\":\"erratic\",\"fidelity\":\"epochs-1\",\"limits\":\"no limits\","
            + "\"settings\":{\"data\":\"digits\"},\"space\":\"toy\",\"strategy\":\"random search\"}");
        (plan with { Workers = 9 }).SettingsFor(7).Hash.ShouldBe(plan.SettingsFor(7).Hash);
        (plan with { Window = 9 }).SettingsFor(7).Hash.ShouldNotBe(plan.SettingsFor(7).Hash);
    }

    private StudyPlan<ToyGenotype, Score> Plan(ErraticEvaluator evaluator) =>
        Study.Over(_space).Using(new RandomSearch<ToyGenotype, Score>(_space, Ranking.ByScore))
            .JudgedBy(evaluator);

    private sealed class Collector(List<StudyProgress<Score>> reports) : IProgress<StudyProgress<Score>>
    {
        public void Report(StudyProgress<Score> value) => reports.Add(value);
    }
}
