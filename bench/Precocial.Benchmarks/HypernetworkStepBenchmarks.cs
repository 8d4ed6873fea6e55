using BenchmarkDotNet.Attributes;
using Precocial.Architectures;
using Precocial.Hypernetworks;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Benchmarks;

/// <summary>One step of training GHN-2 as published (64x64x11x11) on 64 images of 3x32x32 and eight networks of the train
/// split (seed 1, networks 0 to 7), on one thread: the step that <c>bench/ghn_reference.py</c> times in the released
/// code.</summary>
public class HypernetworkStepBenchmarks
{
    private const int Networks = 8;

    private readonly ArchitectureGraph[] _networks = [.. Enumerable.Range(0, Networks).Select(i =>
        DeepNetsNetwork.Build(DeepNetsSampler.At(DeepNetsSettings.Train, seed: 1, i), [3, 32, 32], classes: 10))];

    private HypernetworkTraining _training = null!;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        Tensor images = RandomTensors.Normal([64, 3, 32, 32], new Rng(1));
        int[] labels = [.. Enumerable.Range(0, 64).Select(i => i % 10)];
        var data = new Dataset("noise", images, labels, [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);
        var hypernetwork = GraphHypernetwork.Create(HypernetworkConfiguration.Ghn2, new Rng(2));
        _training = new HypernetworkTraining(hypernetwork, data, _ => _networks[_next++ % Networks],
            new() { MetaBatch = Networks, Nodes = new AnyNodes() }, seed: 3);
    }

    [GlobalCleanup]
    public void Cleanup() => _training.Dispose();

    [Benchmark]
    public void Step() => _training.Run();
}
