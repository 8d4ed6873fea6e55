using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class TrainedEvaluatorTests
{
    private static readonly Dataset s_train = SmallData.Rings(count: 200, seed: 1),
        s_validation = SmallData.Rings(100, 2);
    private static readonly MacroSpace s_space = new(TaskGeometry.Of(s_train));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RunAsync_Search_SameTrialsWithAnyWorkers(int workers)
    {
        var study = await SearchAsync(workers);
        study.ReproducibilityHash.ShouldBe((await SearchAsync(workers: 1)).ReproducibilityHash);
        study.Best.Feedback.Value.ShouldBeGreaterThan(0.8);
        study.Fidelity.ShouldBe("trained-15");
        study.Provenance.ShouldStartWith(
            "trained on 200 samples of rings from He initialisation (AdamW rate 0.003");
    }

    [Fact]
    public async Task EvaluateAsync_SameStream_SameScoreAndTellsEveryEpoch()
    {
        var graph = s_space.Decode(s_space.Sample(new Rng(1)));
        var epochs = new List<CandidateEpoch>();
        var evaluator = new TrainedEvaluator(s_train, s_validation) { Epochs = new Collector(epochs) };
        var first = await evaluator.EvaluateAsync(graph, new(Epochs: 2), new Rng(9), default);
        var second = await evaluator.EvaluateAsync(graph, new(Epochs: 2), new Rng(9), default);
        second.ShouldBe(first);
        epochs.Select(e => (e.Key, e.Report.Epoch))
            .ShouldBe([(graph.Key, 1), (graph.Key, 2), (graph.Key, 1), (graph.Key, 2)]);
    }

    [Fact]
    public async Task EvaluateAsync_Diverging_FailsTheTrialAlone()
    {
        var recipe = TrainingRecipe.Vectors with { LearningRate = 1e30f, ClipNorm = 0 };
        var evaluator = new TrainedEvaluator(s_train, s_validation, recipe);
        var graph = s_space.Decode(s_space.Sample(new Rng(1)));
        await Should.ThrowAsync<DivergenceException>(
            async () => await evaluator.EvaluateAsync(graph, new(Epochs: 3), new Rng(9), default));
    }

    private static Task<StudyResult<MacroGenotype, Score>> SearchAsync(int workers)
    {
        var evolution = new RegularizedEvolution<MacroGenotype, Score>(
            s_space, Ranking.ByScore, population: 4, sample: 2);
        var plan = Study.Over(s_space).Using(evolution)
            .JudgedBy(new TrainedEvaluator(s_train, s_validation)) with
        {
            Workers = workers,
            Budget = new(Epochs: 15),
            Limits = new() { MaxParameters = 20_000 },
        };
        return plan.RunAsync(seed: 7, evaluations: 8);
    }

    private sealed class Collector(List<CandidateEpoch> epochs) : IProgress<CandidateEpoch>
    {
        public void Report(CandidateEpoch value) => epochs.Add(value);
    }
}
