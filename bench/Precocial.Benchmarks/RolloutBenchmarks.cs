using BenchmarkDotNet.Attributes;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Benchmarks;

/// <summary>Episodes of the cart and pole with a network of 29 places and 52 connections, one thread: the
/// sizes and functions of the paper's champion.</summary>
/// <remarks>Steps a second are the operations a second times steps: 24 episodes are the six weights of one
/// network in a search.</remarks>
public class RolloutBenchmarks
{
    private const int Steps = 500;

    private static readonly NeuronFunction[] s_functions =
    [
        NeuronFunction.Linear, NeuronFunction.Sine, NeuronFunction.Gaussian, NeuronFunction.Tanh,
        NeuronFunction.Negate, NeuronFunction.Relu,
    ];

    private readonly CartPoleSwingUp _environment = new();
    private NeuronWiring _wiring = null!;
    private NeuronLanes _lanes = null!;
    private int[] _seeds = null!;

    [Params(24, 64)]
    public int Episodes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var rng = new Rng(1);
        var connections = new SortedSet<(int, int)>();
        // Every hidden neuron has a source and feeds the next, so that none is dead.
        for (int k = 6; k < 28; k++)
        {
            connections.Add((k, k + 1));
            connections.Add((rng.Next(6), k));
        }
        while (connections.Count < 52)
            connections.Add((rng.Next(12), 12 + rng.Next(17)));
        _wiring = new(5, 1, [.. Enumerable.Range(0, 23).Select(k => s_functions[k % 6])],
            [.. connections.Select(c => c.Item1)], [.. connections.Select(c => c.Item2)]);
        _seeds = [.. Enumerable.Range(0, Episodes)];
        _lanes = new(new NeuronProgram(_wiring), Episodes, isShared: true);
        for (int lane = 0; lane < Episodes; lane++)
            _lanes.SetWeights(lane, [0.1]);
        foreach (ref double input in _lanes.Inputs)
            input = rng.NextNormal();
    }

    /// <summary>The small weight keeps carts on the track.</summary>
    [Benchmark]
    public double Episode() =>
        Rollout.RunShared(_wiring, 0.01, _environment, _seeds, new(Steps)).Mean;

    [Benchmark(OperationsPerInvoke = Steps)]
    public double NetworkAlone()
    {
        for (int step = 0; step < Steps; step++)
            _lanes.Run(Episodes);
        return _lanes.Outputs[0];
    }
}
