using BenchmarkDotNet.Attributes;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Benchmarks;

/// <summary>One step of training shared weights (four random cells, each on 32 images of 28x28 pixels)
/// beside one step of the same four networks with weights of their own: the same FLOPs, on one thread and on
/// two. Sharing adds looking up, adding and clearing gradients.</summary>
public class SupernetTrainingBenchmarks
{
    private const int Networks = 16, Shards = 4, ShardSize = 32;

    private WorkerPool _workers = null!;
    private ArchitectureGraph[] _graphs = null!;
    private SupernetTraining _shared = null!;
    private SeparateNetwork[] _separate = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _workers = new WorkerPool(Threads);
        Tensor images = RandomTensors.Normal([1024, 1, 28, 28], new Rng(1));
        int[] labels = [.. Enumerable.Range(0, 1024).Select(i => i % 10)];
        var data = new Dataset("noise", images, labels, [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);
        var space = new CellSpace(TaskGeometry.Of(data));
        _graphs =
            [.. Enumerable.Range(0, Networks).Select(i => space.Decode(space.Sample(new Rng((ulong)i))))];
        _shared = new SupernetTraining(new SupernetWeights(seed: 2), data,
            new() { Steps = 1_000_000, Shards = Shards, ShardSize = ShardSize }, seed: 3, _workers);
        _separate = [.. _graphs.Select((graph, i) => new SeparateNetwork(
            graph, new SampleStream(data, ShardSize, Augmentation.None, new Rng((ulong)i))))];
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _shared.Dispose();
        foreach (SeparateNetwork network in _separate)
            network.Dispose();
        _workers.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Networks / Shards)]
    public void Separate()
    {
        for (int first = 0; first < Networks; first += Shards)
        {
            int start = first;
            _workers.For(Shards, i => _separate[start + i].Step());
        }
    }

    [Benchmark(OperationsPerInvoke = Networks / Shards)]
    public void Shared()
    {
        for (int first = 0; first < Networks; first += Shards)
            _shared.Run(_graphs[first..(first + Shards)]);
    }

    // As Trainer's step, without its epochs.
    private sealed class SeparateNetwork(ArchitectureGraph graph, SampleStream samples) : IDisposable
    {
        private readonly Tape _tape = new();
        private readonly Network _network = Network.From(graph, new InitializedWeights(), new Rng(4));
        private Sgd? _optimizer;
        private long _step;

        public void Step()
        {
            _optimizer ??= new Sgd(_network.Parameters, 0.05f, 0.9f, nesterov: true, 1e-4f);
            samples.Draw(_step++);
            var context = new ApplyContext(Training: true, new Rng(5));
            Tensor logits = _network.Forward(_tape.Input(samples.Inputs), context);
            _optimizer.ClearGradients();
            _tape.Backward(logits.CrossEntropy(samples.Labels));
            GradientClipping.ByNorm(_network.Parameters, 5);
            _optimizer.Step();
            _tape.Reset();
        }

        public void Dispose() => _tape.Dispose();
    }
}
