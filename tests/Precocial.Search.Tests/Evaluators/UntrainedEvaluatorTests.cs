using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class UntrainedEvaluatorTests
{
    private static readonly Dataset s_train = SmallData.Rings(count: 200, seed: 1),
        s_validation = SmallData.Rings(200, 2);
    private static readonly MacroSpace s_space = new(TaskGeometry.Of(s_train));

    [Fact]
    public async Task EvaluateAsync_WeightsOfATrainedNetwork_AreJudgedAsTheyAre()
    {
        var rng = new Rng(1);
        Network network = Network.From(s_space.Decode(s_space.Sample(rng)), new InitializedWeights(), rng);
        using (var trainer = new Trainer(network, s_train, TrainingRecipe.Vectors, epochs: 20, rng))
            trainer.Run();
        double random = await JudgeAsync(network.Graph, new InitializedWeights());
        double trained = await JudgeAsync(network.Graph, new Given(network));
        trained.ShouldBeGreaterThan(random + 0.2);
        // Batch statistics instead of running ones: a few samples may fall on the other side.
        trained.ShouldBe(Evaluation.Accuracy(network, s_validation), 0.05);
    }

    [Theory]
    [InlineData(2)]
    public async Task RunAsync_Search_SameTrialsWithAnyWorkers(int workers)
    {
        var study = await SearchAsync(workers);
        study.ReproducibilityHash.ShouldBe((await SearchAsync(workers: 1)).ReproducibilityHash);
        study.Fidelity.ShouldBe("untrained-He initialisation");
    }

    private static Task<StudyResult<MacroGenotype, Score>> SearchAsync(int workers)
    {
        var plan = Study.Over(s_space)
            .Using(new RandomSearch<MacroGenotype, Score>(s_space, Ranking.ByScore))
            .JudgedBy(new UntrainedEvaluator(new InitializedWeights(), s_validation)) with
        { Workers = workers };
        return plan.RunAsync(seed: 3, evaluations: 12);
    }

    private static async Task<double> JudgeAsync(ArchitectureGraph graph, IWeightSource weights) =>
        (await new UntrainedEvaluator(weights, s_validation).EvaluateAsync(graph, new(Epochs: 1), new Rng(5), default))
            .Value;

    private sealed class Given(Network network) : IWeightSource
    {
        public string Provenance => "given";

        public IReadOnlyList<Tensor> Provide(ArchitectureGraph graph, Rng rng) => [.. network.Weights.Values];
    }
}
