using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class LikelihoodEvaluatorTests
{
    private static readonly Dataset s_digits = Digits.Load();
    private static readonly Standardize s_sixteenth =
        new([.. new float[64]], [.. Enumerable.Repeat(1f / 16, 64)]);

    private readonly LikelihoodEvaluator _evaluator = new(s_digits, SingleWeight.Sweep(-1, 0.5, 2));

    [Fact]
    public void EvaluateGeneration_OnlyAPixelThatIsNeverWritten_IsTheLikelihoodOfChance()
    {
        ArchitectureGraph graph =
            Graph(new NeuronWiring(64, 10, [.. Enumerable.Repeat(NeuronFunction.Linear, 10)], [1], [65]));
        WeightSweep sweep = Judge([graph])[0];
        sweep.Returns.ShouldAllBe(r => Math.Abs(r + Math.Log(10)) < 1e-6);
        (sweep.Connections, sweep.Diverged).ShouldBe((1, 0));
    }

    [Fact]
    public void EvaluateGeneration_TwoThreads_GivesTheSameBytes()
    {
        ArchitectureGraph[] graphs = [.. Enumerable.Range(0, 20).Select(i => Graph(Wiring(i)))];
        using var pool = new WorkerPool(2);
        IReadOnlyList<WeightSweep> two = _evaluator.EvaluateGeneration(graphs, new Rng(4), pool, default);
        two.ShouldBe(Judge(graphs));
        two.Distinct().Count().ShouldBeGreaterThan(15);
    }

    [Fact]
    public void EvaluateGeneration_SameGraphAsANetwork_Agrees()
    {
        NeuronWiring wiring = Wiring(3);
        var builder = new GraphBuilder([64]);
        builder.Add(s_sixteenth);
        builder.Add(new Neurons(wiring));
        ArchitectureGraph standardized = builder.Build();
        ArchitectureGraph again = Graph(Wiring(3), s_sixteenth);
        IReadOnlyList<WeightSweep> sweeps = Judge([standardized, again, Graph(wiring)]);
        sweeps[0].ShouldBe(sweeps[1]);
        sweeps[2].ShouldNotBe(sweeps[0]); // grey levels up to 16 instead of 1
    }

    [Fact]
    public void EvaluateGeneration_LayersOfAGraph_AgreeWithTheSameWrittenAsNeurons()
    {
        var builder = new GraphBuilder([64]);
        builder.Add(s_sixteenth);
        builder.Add(new Linear(10));
        builder.Add(new Activation(ActivationFunction.Tanh));
        int[] all = [.. Enumerable.Range(0, 65)];
        var wiring = new NeuronWiring(64, 10, [.. Enumerable.Repeat(NeuronFunction.Tanh, 10)],
            [.. all.SelectMany(s => Enumerable.Repeat(s, 10))],
            [.. all.SelectMany(_ => Enumerable.Range(65, 10))]);
        IReadOnlyList<WeightSweep> sweeps = Judge([builder.Build(), Graph(wiring, s_sixteenth)]);
        for (int w = 0; w < 3; w++)
            sweeps[0].Returns[w].ShouldBe(sweeps[1].Returns[w], 1e-6);
        sweeps[0].Connections.ShouldBe(sweeps[1].Connections);
    }

    [Fact]
    public void EvaluateGeneration_OutputsThatAreNotFinite_GetTheWorstAndAreCounted()
    {
        NeuronFunction[] functions =
            [.. Enumerable.Repeat(NeuronFunction.Square, 9), .. Enumerable.Repeat(NeuronFunction.Linear, 9)];
        int[] chain = [.. Enumerable.Range(65, 9)];
        var wiring = new NeuronWiring(64, 10, [.. functions, NeuronFunction.Linear],
            [0, .. chain], [65, .. chain.Select(c => c + 1)]);
        WeightSweep sweep = Judge([Graph(wiring)])[0];
        sweep.Returns[2].ShouldBe(LikelihoodEvaluator.Worst);
        sweep.Diverged.ShouldBe(1);
        sweep.IsFinite.ShouldBeTrue();
    }

    [Fact]
    public void EvaluateGeneration_NetworkOfAnotherSize_SaysBoth() =>
        Should.Throw<SearchException>(
            () => Judge([Graph(new(2, 1, [NeuronFunction.Linear], [1], [3]))])).Message
            .ShouldBe("The network takes [2] and gives [1], but digits has samples of [1, 8, 8] and 10 "
                + "classes.");

    private IReadOnlyList<WeightSweep> Judge(ArchitectureGraph[] graphs) =>
        _evaluator.EvaluateGeneration(graphs, new Rng(4), WorkerPool.None, default);

    private static NeuronWiring Wiring(int seed) => RandomWiring.Of(new Rng((ulong)seed), 64, 12, 10, 90);

    private static ArchitectureGraph Graph(NeuronWiring wiring, Standardize? before = null)
    {
        var builder = new GraphBuilder([wiring.Inputs]);
        if (before is not null)
            builder.Add(before);
        builder.Add(new Neurons(wiring));
        return builder.Build();
    }
}
