using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

/// <summary>Judges weightless networks by their neurons alone: the more sines, and the fewer connections, the
/// better; with noise that a generation shares. Fast, and easy to search.</summary>
internal sealed class CountingEvaluator : IGenerationEvaluator<WeightSweep>
{
    /// <summary>Networks with so many sines fail.</summary>
    public int FailsFrom { get; init; } = int.MaxValue;

    public string Provenance => "counted";

    public IReadOnlyList<WeightSweep> EvaluateGeneration(
        IReadOnlyList<ArchitectureGraph> graphs, Rng rng, WorkerPool workers,
        CancellationToken cancellationToken)
    {
        double noise = rng.NextDouble();
        var sweeps = new WeightSweep[graphs.Count];
        workers.For(sweeps.Length, i => sweeps[i] = Judge(graphs[i], noise));
        return sweeps;
    }

    public Task<WeightSweep> EvaluateAsync(
        ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken) =>
        Task.FromResult(Judge(graph, rng.NextDouble()));

    private WeightSweep Judge(ArchitectureGraph graph, double noise)
    {
        var wiring = ((Neurons)graph.Nodes[^1].Primitive).Wiring;
        double sines = wiring.Functions.Count(f => f == NeuronFunction.Sine);
        if (sines >= FailsFrom)
            return new([double.NaN], wiring.Connections);
        double value = sines - 0.01 * wiring.Connections + 0.1 * noise;
        return new([value, value + wiring.Hidden % 3], wiring.Connections);
    }
}
