using BenchmarkDotNet.Attributes;
using Precocial.Architectures;
using Precocial.Hypernetworks;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Benchmarks;

/// <summary>One step of training GHN-2 (32x32x7x7) on 64 images of 8x8 pixels and networks of the small generator
/// (87 nodes, 81 k parameters in the mean), on one thread and on two. Per network.</summary>
public class HypernetworkTrainingBenchmarks
{
    private const int Networks = 64;

    private WorkerPool _workers = null!;
    private HypernetworkTraining _training = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [Params(1, 2, 4, 8)]
    public int MetaBatch { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _workers = new WorkerPool(Threads);
        Tensor images = RandomTensors.Normal([1024, 1, 8, 8], new Rng(1));
        int[] labels = [.. Enumerable.Range(0, 1024).Select(i => i % 10)];
        var data = new Dataset("noise", images, labels, [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);
        var hypernetwork = GraphHypernetwork.Create(
            HypernetworkConfiguration.Ghn2 with { MaxShape = new(32, 32, 7, 7) }, new Rng(2));
        DeepNetsSettings mini = DeepNetsSettings.Mini with { Input = [1, 8, 8] };
        _training = new HypernetworkTraining(hypernetwork, data,
            rng => DeepNetsNetwork.Build(DeepNetsSampler.Sample(mini, rng), [1, 8, 8], 10),
            new() { MetaBatch = MetaBatch, Nodes = new AnyNodes() }, seed: 3, _workers);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _training.Dispose();
        _workers.Dispose();
    }

    [Benchmark(OperationsPerInvoke = Networks)]
    public void Step()
    {
        for (int i = 0; i < Networks / MetaBatch; i++)
            _training.Run();
    }
}
