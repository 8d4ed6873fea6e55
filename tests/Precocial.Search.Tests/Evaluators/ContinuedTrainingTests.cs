using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class ContinuedTrainingTests
{
    private const int Horizon = 9;

    [Fact]
    public async Task EvaluateAsync_RungByRung_SameScoresAsFromTheStart()
    {
        var continued = Create();
        foreach (int epochs in new[] { 1, 3, 9 })
        {
            double fresh = await Judge(Create(), Graph(), epochs);
            (await Judge(continued, Graph(), epochs)).ShouldBe(fresh, $"after {epochs}");
        }
        continued.EpochsTrained.ShouldBe(9);
    }

    [Fact]
    public async Task EvaluateAsync_NoRoomForStates_SameScoresAtGreaterCost()
    {
        ContinuedTraining roomy = Create(), cramped = Create(stateBytes: 0);
        foreach (int epochs in new[] { 1, 3, 9 })
            (await Judge(cramped, Graph(), epochs)).ShouldBe(await Judge(roomy, Graph(), epochs));
        cramped.EpochsTrained.ShouldBe(1 + 3 + 9);
    }

    [Fact]
    public async Task EvaluateAsync_ShorterThanTheState_TrainsFromTheStart()
    {
        var evaluator = Create();
        double before = await Judge(evaluator, Graph(), 2);
        await Judge(evaluator, Graph(), 4);
        (await Judge(evaluator, Graph(), 2)).ShouldBe(before);
        // The longer state is still there.
        await Judge(evaluator, Graph(), 5);
        evaluator.EpochsTrained.ShouldBe(2 + 2 + 2 + 1);
    }

    [Fact]
    public async Task EvaluateAsync_ManyNetworksOnThreads_SameScores()
    {
        var shared = Create(stateBytes: 3000);
        var graphs = Enumerable.Range(2, 6).Select(Graph).ToArray();
        foreach (int epochs in new[] { 1, 2 })
        {
            var scores = new double[graphs.Length];
            await Parallel.ForAsync(0, graphs.Length, async (i, _) =>
                scores[i] = await Judge(shared, graphs[i], epochs));
            for (int i = 0; i < graphs.Length; i++)
                scores[i].ShouldBe(await Judge(Create(), graphs[i], epochs));
        }
    }

    [Fact]
    public async Task EvaluateAsync_PastTheHorizon_Throws() =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Judge(Create(), Graph(), Horizon + 1));

    [Fact]
    public void Fidelity_SaysEpochsAndHorizon() =>
        Create().Fidelity(new Budget(3)).ShouldBe("trained-3-of-9");

    private static ContinuedTraining Create(long stateBytes = 1 << 20) => new(
        SmallData.Rings(200, seed: 1), SmallData.Rings(200, seed: 2), Horizon, seed: 5, stateBytes: stateBytes);

    private static ArchitectureGraph Graph(int width = 8)
    {
        var builder = new GraphBuilder([2]);
        builder.Add(new Linear(width));
        builder.Add(new Activation(ActivationFunction.Relu));
        builder.Add(new Linear(2));
        return builder.Build();
    }

    // The stream that a study gives differs by fidelity, as here.
    private static async Task<double> Judge(ContinuedTraining evaluator, ArchitectureGraph graph, int epochs) =>
        (await evaluator.EvaluateAsync(graph, new Budget(epochs), new Rng((ulong)epochs), default)).Value;
}
