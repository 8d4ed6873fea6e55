using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class WeightedSpaceTests
{
    private readonly WeightedSpace _space = new(new WeightlessSpace(inputs: 5, outputs: 1));

    [Fact]
    public void Mutate_ManyTimes_KeepsAWeightForEachGeneAndText()
    {
        var rng = new Rng(3);
        WeightedGenome walker = _space.Sample(rng);
        for (int step = 0; step < 300; step++)
        {
            walker = _space.Mutate(walker, rng);
            walker.Weights.Length.ShouldBe(walker.Topology.GeneCount);
        }
        walker.Topology.Hidden.ShouldBeGreaterThan(3);
        _space.Parse(_space.Encode(walker)).ShouldBe(walker);
        _space.Decode(walker).Key.ShouldBe(_space.Decode(_space.Parse(_space.Encode(walker))).Key);
    }

    [Fact]
    public void Neighbours_OfASplit_PassTheWeightOn()
    {
        WeightedGenome parent = _space.Sample(new Rng(1));
        WeightedGenome split = _space.Neighbours(parent).First(n => n.Topology.Hidden == 1);
        int gene = Enumerable.Range(0, parent.Topology.GeneCount)
            .Single(g => parent.Topology.IsEnabled(g) && !split.Topology.IsEnabled(g));
        split.Weights[^2].ShouldBe(1);
        split.Weights[^1].ShouldBe(parent.Weights[gene]);
    }

    [Fact]
    public void Decode_Values_ComputeWhatTheSameWeightsFromOutsideDo()
    {
        var rng = new Rng(8);
        WeightedGenome genome = _space.Sample(rng);
        for (int step = 0; step < 100; step++)
            genome = _space.Mutate(genome, rng);
        ArchitectureGraph graph = _space.Decode(genome);
        var neurons = (Neurons)graph.Nodes[^1].Primitive;
        ArchitectureGraph open = _space.Topology.Decode(genome.Topology);
        Tensor weights = Tensor.From(neurons.Values.AsSpan(), [neurons.Values.Length]);
        using var tape = new Tape(recording: false);
        Tensor x = tape.Input(Tensor.From([0.1f, -0.4f, 0.7f, 1.3f, -2], [1, 5]));
        new Network(graph, []).Forward(x).ToArray().ShouldBe(new Network(open, [weights]).Forward(x).ToArray());
        ArchitectureGraph.FromJson(graph.ToJson()).Key.ShouldBe(graph.Key);
        graph.Key.ShouldNotBe(open.Key);
    }

    [Theory]
    [InlineData("5:1 00 . .")]
    [InlineData("5:1 00 . . 1,2")]
    [InlineData("5:1 00 . . 1,2,3,4,5,NaN")]
    public void Parse_OtherText_Throws(string text) => Should.Throw<FormatException>(() => _space.Parse(text));

    // NEAT-like: the same strategy and evaluator as for weight agnostic networks, in another space. Over three seeds,
    // against as many random members: the best of 1,000 random ones reaches 40 to 200 on fresh episodes.
    [Fact]
    public void NeuroEvolution_TunedWeights_LearnSwingUpFarBetterThanRandomMembers()
    {
        double evolved = 0, random = 0;
        for (ulong seed = 1; seed <= 3; seed++)
        {
            evolved += FreshReturn(Evolve(seed)) / 3;
            random += FreshReturn(BestRandom(seed)) / 3;
        }
        evolved.ShouldBeGreaterThan(random + 100, $"{evolved} {random}");
    }

    private static RolloutEvaluator Judge => new(new CartPoleSwingUp(), SingleWeight.Sweep(1)) { Repetitions = 4 };

    private ArchitectureGraph Evolve(ulong seed)
    {
        var strategy = new NeuroEvolution<WeightedGenome, WeightSweep>(
            _space, new BySweep { ConnectionsShare = 0 }, new() { Population = 64 });
        var run = new Generations<WeightedGenome, WeightSweep>(_space, strategy, Judge, seed);
        run.Run(generations: 150);
        return _space.Decode(run.Champion.Genotype);
    }

    private ArchitectureGraph BestRandom(ulong seed)
    {
        var rng = new Rng(seed);
        List<ArchitectureGraph> graphs =
            [.. Enumerable.Range(0, 64 * 150).Select(i => _space.Decode(_space.Sample(rng.Split((ulong)i))))];
        IReadOnlyList<WeightSweep> scores = Judge.EvaluateGeneration(graphs, rng, WorkerPool.None, default);
        return graphs[Enumerable.Range(0, graphs.Count).MaxBy(i => scores[i].Mean)];
    }

    private static double FreshReturn(ArchitectureGraph graph)
    {
        var neurons = (Neurons)graph.Nodes[^1].Primitive;
        int[] seeds = [.. Enumerable.Range(5000, 50)];
        return Rollout.Run(neurons.Wiring, [.. neurons.Values.Select(v => (double)v)], new CartPoleSwingUp(), seeds).Mean;
    }
}
