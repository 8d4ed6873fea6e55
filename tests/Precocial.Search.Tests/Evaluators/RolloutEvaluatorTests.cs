using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class RolloutEvaluatorTests
{
    private readonly RolloutEvaluator _evaluator =
        new(new CartPoleSwingUp(), SingleWeight.Sweep(-1, 0.5, 2)) { Repetitions = 2, StepLimit = 150 };

    [Fact]
    public void EvaluateGeneration_Wirings_AreTheMeansOfTheirEpisodes()
    {
        NeuronWiring wiring = RandomWiring.Of(new Rng(1), 5, 8, 1, 30);
        WeightSweep sweep = Judge([Graph(wiring)])[0];
        int seed = new Rng(4).Next(1000);
        for (int w = 0; w < 3; w++)
        {
            EpisodeScores scores =
                Rollout.RunShared(wiring, _evaluator.Weights[w].Value, new CartPoleSwingUp(),
                [seed, seed + 1], new(150));
            sweep.Returns[w].ShouldBe(scores.Mean);
        }
        sweep.Connections.ShouldBe(30);
    }

    [Fact]
    public void EvaluateGeneration_TwoThreadsAndRepeatedGraphs_GivesTheSameBytes()
    {
        ArchitectureGraph[] graphs =
        [
            .. Enumerable.Range(0, 12)
                .Select(i => Graph(RandomWiring.Of(new Rng((ulong)(i % 9)), 5, 8, 1, 30))),
        ];
        using var pool = new WorkerPool(2);
        IReadOnlyList<WeightSweep> two = _evaluator.EvaluateGeneration(graphs, new Rng(4), pool, default);
        two.ShouldBe(Judge(graphs));
        two[9].ShouldBe(two[0]);
        two.Distinct().Count().ShouldBeGreaterThan(5);
    }

    [Fact]
    public void EvaluateGeneration_LayersOfAGraph_AgreeWithTheSameWrittenAsNeurons()
    {
        var builder = new GraphBuilder([5]);
        builder.Add(new Linear(1));
        builder.Add(new Activation(ActivationFunction.Tanh));
        var wiring = new NeuronWiring(5, 1, [NeuronFunction.Tanh], [0, 1, 2, 3, 4, 5], [6, 6, 6, 6, 6, 6]);
        var evaluator =
            new RolloutEvaluator(new CartPoleSwingUp(), SingleWeight.Sweep(-1, 0.5, 2)) { StepLimit = 40 };
        IReadOnlyList<WeightSweep> sweeps =
            evaluator.EvaluateGeneration([builder.Build(), Graph(wiring)], new Rng(4), WorkerPool.None,
                default);
        // Float32 against float64, over 40 steps.
        for (int w = 0; w < 3; w++)
            sweeps[0].Returns[w].ShouldBe(sweeps[1].Returns[w], 1e-4);
        sweeps[0].Connections.ShouldBe(6);
    }

    private IReadOnlyList<WeightSweep> Judge(ArchitectureGraph[] graphs) =>
        _evaluator.EvaluateGeneration(graphs, new Rng(4), WorkerPool.None, default);

    private static ArchitectureGraph Graph(NeuronWiring wiring)
    {
        var builder = new GraphBuilder([wiring.Inputs]);
        builder.Add(new Neurons(wiring));
        return builder.Build();
    }
}
