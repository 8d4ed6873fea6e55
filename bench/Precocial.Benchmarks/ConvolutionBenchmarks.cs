using BenchmarkDotNet.Attributes;
using Precocial.Tensors;

namespace Precocial.Benchmarks;

/// <summary>3×3 convolution of a batch of 32, 64 channels, 16×16 pixels, on one thread and on two.</summary>
public class ConvolutionBenchmarks
{
    private WorkerPool _workers = null!;
    private Tape _tape = null!;
    private Tensor _images = null!, _kernel = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var rng = new Rng(1);
        _workers = new WorkerPool(Threads);
        _tape = new Tape(workers: _workers);
        _images = RandomTensors.Normal([32, 64, 16, 16], rng, requiresGradient: true);
        _kernel = RandomTensors.Normal([64, 64, 3, 3], rng, requiresGradient: true);
    }

    [GlobalCleanup]
    public void Cleanup() => _workers.Dispose();

    [Benchmark]
    public float Forward()
    {
        float first = _tape.Input(_images).Convolve(_kernel, padding: 1).Span[0];
        _tape.Reset();
        return first;
    }

    [Benchmark]
    public void ForwardAndBackward()
    {
        _tape.Backward(_tape.Input(_images).Convolve(_kernel, padding: 1).Sum());
        _tape.Reset();
    }
}
