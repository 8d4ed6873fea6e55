using Precocial.Tensors;

namespace Precocial.Search.Tests;

/// <summary>ENAS's controller among real networks that share trained weights.</summary>
public sealed class EnasControllerTests
{
    [Fact]
    public async Task RunAsync_AmongCellsOfSharedWeights_ProposesBetterNetworksThanRandomDraws()
    {
        var evaluator = new SharedWeightsEvaluator(
            DigitsSupernet.Trained.Value, DigitsSupernet.Split.Validation,
            new() { ValidationSamples = 64 });
        var (learned, drawn) = (0.0, 0.0);
        for (ulong seed = 0; seed < 2; seed++)
        {
            learned += await LateMeanAsync(ControllerSettings.EnasMacroSmall.For(DigitsSupernet.Space, seed),
                evaluator, seed, evaluations: 250) / 2;
            drawn += await LateMeanAsync(
                new RandomSearch<CellGenotype, Score>(DigitsSupernet.Space, Ranking.ByScore), evaluator, seed,
                evaluations: 50) / 2;
        }
        learned.ShouldBeGreaterThan(drawn + 0.05);
    }

    private static async Task<double> LateMeanAsync(
        ISearchStrategy<CellGenotype, Score> strategy, SharedWeightsEvaluator evaluator, ulong seed,
        int evaluations)
    {
        var plan = Study.Over(DigitsSupernet.Space).Using(strategy).JudgedBy(evaluator) with { Window = 1 };
        var result = await plan.RunAsync(seed, evaluations: evaluations);
        return result.Trials.TakeLast(50).Average(trial => trial.Feedback.Value);
    }
}
