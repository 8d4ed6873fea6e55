using Precocial.Architectures;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class MemoryBankSpaceTests : SpaceConformance<MemoryBankGenotype>
{
    protected override IMutableSpace<MemoryBankGenotype> Space { get; } =
        new MemoryBankSpace(TaskGeometry.Standardized([1, 8, 8], 10));

    [Fact]
    public void Decode_Operation_ReadsTheBanksThatHoldSomething()
    {
        var space = new MemoryBankSpace(TaskGeometry.Standardized([1, 8, 8], 10), operations: 2, stages: 1);
        ArchitectureGraph graph = space.Decode(space.Parse(
            "op0.read=12 op0.write=1 op0.kernel=sep5 op1.read=012 op1.write=01 op1.kernel=dil3"));
        string[] names = [.. graph.Nodes.Select(node => node.Name)];
        // Banks 1 and 2 are empty at first: what would read nothing reads bank 0.
        names.ShouldContain("op0_reads0_writes1_sep5");
        names.ShouldContain("op1_reads01_writes01_dil3");
        names.ShouldContain("stage0_bank2");
    }

    [Fact]
    public void Construct_Vectors_SaysWhatItIsFor() =>
        Should.Throw<ArgumentException>(() => new MemoryBankSpace(TaskGeometry.Standardized([13], 3)))
            .Message.ShouldContain("Use the macro space");
}

public sealed class SmashWeightsTests
{
    private static readonly MemoryBankSpace s_space =
        new(TaskGeometry.Of(DigitsSupernet.Split.Train), channels: 8, operations: 3);

    [Fact]
    public void Provide_Kernels_FollowTheWiring()
    {
        var weights = new SmashWeights(s_space, seed: 1);
        var genotype = s_space.Sample(new Rng(1));
        var other = s_space.MutateEach(genotype, 1, new Rng(2));
        Tensor first = KernelOf(weights, genotype), again = KernelOf(weights, genotype);
        again.ToArray().ShouldBe(first.ToArray());
        // The same operation, read 0 in both networks, with other operations around it.
        KernelOf(weights, other).ToArray()[..64].ShouldNotBe(first.ToArray()[..64]);
        weights.Store.Tensors.Keys.ShouldNotContain(key => key.Contains("reads", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_RandomWirings_HypernetworkLearnsAndNetworksNeverDrawnClassifyDigits()
    {
        var weights = new SmashWeights(s_space, seed: 3);
        double untrained = MeanAccuracy(weights);
        float[] before = HypernetworkOf(weights);
        using SupernetTraining training = Training(weights, steps: 150);
        while (training.Progress < 1)
            training.Run(Draw);
        HypernetworkOf(weights).ShouldNotBe(before);
        MeanAccuracy(weights).ShouldBeGreaterThan(untrained + 0.3);
    }

    [Fact]
    public void Run_OneOrTwoThreads_SameBytes()
    {
        using var two = new WorkerPool(threads: 2);
        StateAfter(two).ShouldBe(StateAfter(null));
    }

    private static byte[] StateAfter(WorkerPool? workers)
    {
        using SupernetTraining training = Training(new SmashWeights(s_space, seed: 3), steps: 4, workers);
        for (int step = 0; step < 4; step++)
            training.Run(Draw);
        return training.Save();
    }

    private static SupernetTraining Training(SmashWeights weights, int steps, WorkerPool? workers = null)
    {
        var settings = new SupernetTrainingSettings { Steps = steps, Rate = new CosineSchedule(0.2f) };
        return new(weights, DigitsSupernet.Split.Train, settings, seed: 5, workers);
    }

    private static ArchitectureGraph Draw(Rng rng) => s_space.Decode(s_space.Sample(rng));

    private static Tensor KernelOf(SmashWeights weights, MemoryBankGenotype genotype)
    {
        ArchitectureGraph graph = s_space.Decode(genotype);
        return Network.From(graph, weights, new Rng(0)).Weights
            .First(pair => pair.Key.StartsWith("op0_reads", StringComparison.Ordinal)).Value;
    }

    private static float[] HypernetworkOf(SmashWeights weights) => weights.Store.Tensors
        .Single(pair => pair.Key.StartsWith("hypernetwork_kernels.weight", StringComparison.Ordinal))
        .Value.ToArray();

    private static double MeanAccuracy(SmashWeights weights) => Enumerable.Range(0, 10).Average(i =>
        Evaluation.Accuracy(Network.From(Draw(new Rng(1000 + (ulong)i)), weights, new Rng(0)),
            DigitsSupernet.Split.Validation, statistics: Statistics.Batch));
}

public sealed class PerturbedSearchConformanceTests : ScoreConformance
{
    protected override ISearchStrategy<ToyGenotype, Score> Create() =>
        new PerturbedSearch<ToyGenotype, Score>(Space, Ranking.ByScore, random: 10);
}
