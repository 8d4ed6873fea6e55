using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class SharedWeightsEvaluatorTests
{
    [Fact]
    public async Task EvaluateAsync_StatisticsAsTrained_ScoresAreBrokenAndRecalibrationMendsThem()
    {
        SupernetTraining training = DigitsSupernet.Trained.Value;
        double asTrained = await MeanAsync(training, new() { Statistics = SharedStatistics.AsTrained });
        double recalibrated = await MeanAsync(training, SharedWeightsSettings.Spos);
        double ofBatch = await MeanAsync(training, new());
        recalibrated.ShouldBeGreaterThan(asTrained + 0.2);
        recalibrated.ShouldBe(ofBatch, tolerance: 0.05);
    }

    [Fact]
    public async Task EvaluateAsync_Recalibrated_LeavesTheSharedWeightsAlone()
    {
        using var training = DigitsSupernet.Training(steps: 2);
        training.Run(DigitsSupernet.Draw);
        ArchitectureGraph graph = DigitsSupernet.Unseen(1)[0];
        _ = training.Weights.Provide(graph, new Rng(0));
        byte[] before = training.Save();
        var evaluator = new SharedWeightsEvaluator(
            training, DigitsSupernet.Split.Validation, SharedWeightsSettings.Spos);
        Score score = await evaluator.EvaluateAsync(graph, new(1), new Rng(1), default);
        (await evaluator.EvaluateAsync(graph, new(1), new Rng(1), default)).ShouldBe(score);
        training.Save().ShouldBe(before);
    }

    [Fact]
    public async Task RunAsync_TrainedBetweenRounds_ScoresGrow()
    {
        using var training = DigitsSupernet.Training(steps: 180);
        var study = await SearchAsync(training, rounds: 18);
        double first = study.Trials.Take(8).Average(trial => trial.Feedback!.Value),
            last = study.Trials.TakeLast(8).Average(trial => trial.Feedback!.Value);
        last.ShouldBeGreaterThan(first + 0.15);
        training.Step.ShouldBe(180);
        study.Provenance.ShouldContain("10 steps a round, 128 samples, statistics of the batch");
    }

    [Fact]
    public async Task RunAsync_OneOrTwoThreads_SameTrialsAndWeights()
    {
        using var two = new WorkerPool(threads: 2);
        using SupernetTraining alone = DigitsSupernet.Training(steps: 40),
            shared = DigitsSupernet.Training(steps: 40, two);
        var first = await SearchAsync(alone, rounds: 2, workers: 1);
        var second = await SearchAsync(shared, rounds: 2, workers: 2);
        second.ReproducibilityHash.ShouldBe(first.ReproducibilityHash);
        shared.Save().ShouldBe(alone.Save());
    }

    [Fact]
    public void Save_WeightsTrainedBeforehand_AreNotTheStudysToKeep()
    {
        using var training = DigitsSupernet.Training(steps: 1);
        var before = new SharedWeightsEvaluator(training, DigitsSupernet.Split.Validation);
        var between = new SharedWeightsEvaluator(
            training, DigitsSupernet.Split.Validation, SharedWeightsSettings.Enas(stepsPerRound: 1));
        (before.PreparesRounds, between.PreparesRounds).ShouldBe((false, true));
        before.Save().ShouldBeNull();
        between.Save().ShouldBe(training.Save());
    }

    private static Task<StudyResult<CellGenotype, Score>> SearchAsync(
        SupernetTraining training, int rounds, int workers = 1)
    {
        var evaluator = new SharedWeightsEvaluator(
            training, DigitsSupernet.Split.Validation, SharedWeightsSettings.Enas(stepsPerRound: 10));
        var plan = Study.Over(DigitsSupernet.Space).Using(new Batchwise(DigitsSupernet.Space, 8))
            .JudgedBy(evaluator) with
        {
            Workers = workers,
            Window = 1,
        };
        return plan.RunAsync(seed: 7, rounds: rounds);
    }

    private static async Task<double> MeanAsync(SupernetTraining training, SharedWeightsSettings settings)
    {
        var evaluator = new SharedWeightsEvaluator(training, DigitsSupernet.Split.Validation, settings);
        double sum = 0;
        foreach (ArchitectureGraph graph in DigitsSupernet.Unseen(10))
            sum += (await evaluator.EvaluateAsync(graph, new(1), new Rng(1), default)).Value;
        return sum / 10;
    }

    // Random search that asks for several networks a round, as controllers do.
    private sealed class Batchwise(CellSpace space, int size) : ISearchStrategy<CellGenotype, Score>
    {
        private readonly RandomSearch<CellGenotype, Score> _random = new(space, Ranking.ByScore);

        public CellGenotype Best => _random.Best;

        public IReadOnlyList<CellGenotype> Ask(Rng rng) =>
            [.. Enumerable.Range(0, size).Select(i => space.Sample(rng.Split((ulong)i)))];

        public void Tell(IReadOnlyList<Trial<CellGenotype, Score>> round) => _random.Tell(round);
    }
}
