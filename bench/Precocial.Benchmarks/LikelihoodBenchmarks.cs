using BenchmarkDotNet.Attributes;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Benchmarks;

/// <summary>What judging a generation of classifiers costs at the paper's scale for MNIST: 960 relatives of
/// some 650 connections, six shared weights, 1,000 samples of 256 inputs. One thread.</summary>
/// <remarks>The relatives: a random network's descendants after some generations of evolution without
/// selection, so that many of their neurons are equal, as late in a run.</remarks>
public class LikelihoodBenchmarks
{
    private const int Population = 960, Connections = 650, Samples = 1000, Generations = 40;

    private LikelihoodEvaluator _evaluator = null!;
    private ArchitectureGraph[] _generation = null!;

    [GlobalSetup]
    public void Setup()
    {
        var space = new WeightlessSpace(256, 10, WeightlessSpace.ClassifierFunctions)
        {
            InitialConnections = 0.05,
        };
        var rng = new Rng(1);
        Tensor inputs = Tensor.Zeros([Samples, 256]);
        foreach (ref float value in inputs.Span)
            value = (float)rng.NextDouble();
        int[] labels = [.. Enumerable.Range(0, Samples).Select(i => i % 10)];
        var data = new Dataset("random", inputs, labels, [.. Enumerable.Range(0, 10).Select(k => $"{k}")]);
        _evaluator = new LikelihoodEvaluator(data, SingleWeight.Sweep(SingleWeight.PaperSweep.AsSpan()));
        WeightlessGenome genome = space.Sample(rng);
        while (genome.EnabledCount < Connections)
            genome = space.Mutate(genome, rng);
        // Neutral evolution: a few of each generation have all the children.
        WeightlessGenome[] members = [genome];
        for (int generation = 0; generation < Generations; generation++)
        {
            WeightlessGenome[] parents = members;
            members = [.. Enumerable.Range(0, Population).Select(i => i < parents.Length / 5
                ? parents[i]
                : space.Mutate(parents[rng.Next(Math.Min(parents.Length, 12))], rng))];
        }
        _generation = [.. members.Select(space.Decode)];
    }

    [Benchmark]
    public int Generation() =>
        _evaluator.EvaluateGeneration(_generation, new Rng(2), WorkerPool.None, default).Count;
}
