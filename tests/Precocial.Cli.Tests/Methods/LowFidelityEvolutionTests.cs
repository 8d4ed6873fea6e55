using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli.Tests;

public sealed class LowFidelityEvolutionTests
{
    [Fact]
    public async Task SearchAsync_ABudget_BuysMoreNetworksAndSaysWhatTheirScoresAreWorth()
    {
        const int Evaluations = 12, Epochs = 2;
        var split = DataSplit.Stratified(Digits.Load(), new Rng(5),
            new SplitFractions { Train = 0.1, Validation = 0.1, Test = 0.8 });
        var storage = DesignStorage.InMemory();
        var context = new MethodContext
        {
            Train = split.Train,
            Validation = split.Validation,
            Geometry = TaskGeometry.Of(split.Train),
            Recipe = TrainingRecipe.For(split.Train),
            Seed = 3,
            Evaluations = Evaluations,
            Epochs = Epochs,
            Threads = 2,
            Log = storage.Log,
            Work = storage.Work,
        };
        MethodOutcome cheap = await new LowFidelityEvolution().SearchAsync(context, default);
        MethodOutcome full = await new Evolution().SearchAsync(
            context with { Log = DesignStorage.InMemory().Log }, default);
        cheap.Trace.Points.Count.ShouldBeGreaterThan(2 * Evaluations);
        cheap.TrainingFlops.ShouldBeInRange(full.TrainingFlops / 2, full.TrainingFlops * 2);
        cheap.Warnings.ShouldHaveSingleItem().ShouldMatch(
            @"^low against full fidelity on 3 networks: Kendall -?[01]\.\d\d \[.*\], full is -?\d+\.\d points "
            + @"higher, \d+\.\d remain after the correction$");
    }
}
