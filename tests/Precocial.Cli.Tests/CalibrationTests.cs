using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli.Tests;

public sealed class CalibrationTests
{
    private static readonly CalibrationSettings s_settings =
        new() { Space = SpaceChoice.Macro, Networks = 12, Epochs = 2, Seed = 3 };

    private static readonly CalibrationPlan s_plan = new(Digits.Load().ScaledTo(4, 4), s_settings);

    [Fact]
    public async Task RunAsync_TheAccuracyItselfAsJudge_CorrelatesPerfectlyAndItsOppositeTheOtherWay()
    {
        CalibrationReport report = await RunAsync(new MemoryWorkLog());
        var accuracies = report.Networks.ToDictionary(n => n.Key, n => n.Accuracy);
        CalibrationReport again = await RunAsync(new MemoryWorkLog(),
            new("oracle", new Asked(graph => accuracies[graph.Key])),
            new("contrary", new Asked(graph => -accuracies[graph.Key])));
        again.Judges.Select(judge => judge.Name).ShouldBe(["parameters", "oracle", "contrary"]);
        again.Judges[1].Kendall.Value.ShouldBe(1, 1e-12);
        again.Judges[2].Spearman.Value.ShouldBe(-1, 1e-12);
        again.Judges[0].Scores.ShouldBe(s_plan.Networks.Select(graph => (double)graph.Parameters));
    }

    [Fact]
    public async Task RunAsync_AnyThreads_SameReport()
    {
        CalibrationJudge[] judges =
            [Trained(), new("proxy:jacov", new ProxyEvaluator(new Jacov(), s_plan.Train))];
        CalibrationReport one = await s_plan.Begin(new MemoryWorkLog()).RunAsync(judges);
        CalibrationReport two = await s_plan.Begin(new MemoryWorkLog(), threads: 2).RunAsync(judges);
        two.Networks.ShouldBe(one.Networks);
        for (int i = 0; i < one.Judges.Count; i++)
        {
            two.Judges[i].Scores.ShouldBe(one.Judges[i].Scores);
            two.Judges[i].Kendall.ShouldBe(one.Judges[i].Kendall);
        }
    }

    [Fact]
    public async Task RunAsync_InterruptedAndAgain_TrainsEachNetworkOnce()
    {
        var log = new MemoryWorkLog();
        var counting = new Asked(graph => graph.Parameters);
        using var cancellation = new CancellationTokenSource();
        var calibration = new Calibration(s_plan.Networks, counting, s_plan.Budget, log);
        await Should.ThrowAsync<OperationCanceledException>(() => calibration.RunAsync(
            [], new Told(done => { if (done == 5) cancellation.Cancel(); }), cancellation.Token));
        counting.Calls.ShouldBe(5);
        await new Calibration(s_plan.Networks, counting, s_plan.Budget, log) { Threads = 2 }.RunAsync([]);
        counting.Calls.ShouldBe(s_plan.Networks.Count);
    }

    [Fact]
    public async Task RunAsync_JudgeThatPrepares_IsPreparedOnceAndRestored()
    {
        var log = new MemoryWorkLog();
        var first = new Preparing { FailsAfter = 3 };
        await Should.ThrowAsync<InvalidOperationException>(
            () => RunAsync(log, new CalibrationJudge("shared", first)));
        var second = new Preparing();
        CalibrationReport report = await RunAsync(log, new CalibrationJudge("shared", second));
        (first.Preparations, second.Preparations).ShouldBe((1, 0));
        report.Judges[1].Scores.ShouldAllBe(score => score == 12);
    }

    [Fact]
    public async Task RunAsync_NetworkThatCannotBeJudged_IsTheWorst()
    {
        string odd = s_plan.Networks[0].Key;
        var judge = new Asked(graph => graph.Key == odd ? double.NaN : graph.Parameters);
        CalibrationReport report = await RunAsync(new MemoryWorkLog(), new CalibrationJudge("odd", judge));
        report.Judges[1].Scores[0].ShouldBe(double.NegativeInfinity);
        report.Judges[1].Kendall.Value.ShouldBeInRange(-1, 1);
    }

    [Fact]
    public void CalibrationPlan_Networks_AreDistinctAndWithinLimits()
    {
        var plan = new CalibrationPlan(Digits.Load(),
            s_settings with { Space = SpaceChoice.Cell, Limits = new Limits { MaxParameters = 20_000 } });
        plan.Networks.Select(graph => graph.Key).Distinct().Count().ShouldBe(12);
        plan.Networks.ShouldAllBe(graph => graph.Parameters <= 20_000);
        Should.Throw<SearchException>(() => new CalibrationPlan(
            Digits.Load(), s_settings with { Limits = new Limits { MaxParameters = 5 } }))
            .Message.ShouldContain("only 0 were found within at most 5 parameters");
    }

    private static CalibrationJudge Trained() => new("trained:1",
        new TrainedEvaluator(s_plan.Train, s_plan.Validation, s_plan.Recipe), new Budget(1));

    private static Task<CalibrationReport> RunAsync(IWorkLog log, params CalibrationJudge[] judges) =>
        new Calibration(s_plan.Networks, Standing, s_plan.Budget, log).RunAsync(judges);

    // Distinct accuracies without training: the place of a network in a shuffled order.
    private static Asked Standing => new(graph => graph.Key.Sum(c => c) / 1e4 + graph.Flops / 1e12);

    private sealed class Told(Action<int> told) : IProgress<int>
    {
        public void Report(int value) => told(value);
    }

    private sealed class Asked(Func<ArchitectureGraph, double> judge) : IEvaluator<Score>
    {
        private int _calls;

        public int Calls => _calls;

        public string Provenance => "asked";

        public Task<Score> EvaluateAsync(
            ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            return Task.FromResult(new Score(judge(graph)));
        }
    }

    // Its score is what it was prepared on: the number of networks.
    private sealed class Preparing : IEvaluator<Score>
    {
        private int _judged;
        private byte _state;

        public int FailsAfter { get; init; } = int.MaxValue;

        public int Preparations { get; private set; }

        public string Provenance => "prepared";

        public bool PreparesRounds => true;

        public Task PrepareAsync(
            IEnumerable<ArchitectureGraph> proposals, Rng rng, CancellationToken cancellationToken)
        {
            (Preparations, _state) = (Preparations + 1, (byte)proposals.Count());
            return Task.CompletedTask;
        }

        public byte[]? Save() => [_state];

        public void Restore(ReadOnlySpan<byte> state) => _state = state[0];

        public Task<Score> EvaluateAsync(
            ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken) =>
            ++_judged > FailsAfter
                ? throw new InvalidOperationException("stopped")
                : Task.FromResult(new Score(_state));
    }
}
