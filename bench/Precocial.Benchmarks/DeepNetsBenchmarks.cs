using BenchmarkDotNet.Attributes;
using Precocial.Architectures;

namespace Precocial.Benchmarks;

/// <summary>Networks of the DeepNets generator, a thousand an operation, on one thread: drawn with all rules
/// and counts of parameters, and built as graphs with shapes. The released generator makes 10 a
/// second.</summary>
public class DeepNetsBenchmarks
{
    private const int Networks = 1000;

    private DeepNetsSettings _settings = null!;
    private ulong _seed;

    [Params("train", "mini", "deep")]
    public string Split { get; set; } = "train";

    [GlobalSetup]
    public void Setup() => _settings = DeepNetsSettings.Of(Split);

    [Benchmark(OperationsPerInvoke = Networks)]
    public int Drawn()
    {
        int cells = 0;
        _seed++;
        for (int i = 0; i < Networks; i++)
            cells += DeepNetsSampler.At(_settings, _seed, i).Cells;
        return cells;
    }

    [Benchmark(OperationsPerInvoke = Networks)]
    public int DrawnAndBuilt()
    {
        int nodes = 0;
        _seed++;
        for (int i = 0; i < Networks; i++)
        {
            DeepNetsGenotype genotype = DeepNetsSampler.At(_settings, _seed, i);
            nodes += DeepNetsNetwork.Build(genotype, _settings.Input, _settings.Classes).Nodes.Length;
        }
        return nodes;
    }
}
