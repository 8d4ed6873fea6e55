using BenchmarkDotNet.Attributes;
using Precocial.Tensors;

namespace Precocial.Benchmarks;

/// <summary>Square matrix products, forward alone and with both gradients, one thread.</summary>
public class MatMulBenchmarks
{
    private readonly Tape _tape = new();
    private Tensor _a = null!, _b = null!;

    [Params(32, 128, 512)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var rng = new Rng(1);
        _a = RandomTensors.Normal([Size, Size], rng, requiresGradient: true);
        _b = RandomTensors.Normal([Size, Size], rng, requiresGradient: true);
    }

    [Benchmark]
    public float Forward()
    {
        float first = _tape.Input(_a).MatMul(_b).Span[0];
        _tape.Reset();
        return first;
    }

    [Benchmark]
    public void ForwardAndBackward()
    {
        _tape.Backward(_tape.Input(_a).MatMul(_b).Sum());
        _tape.Reset();
    }
}
