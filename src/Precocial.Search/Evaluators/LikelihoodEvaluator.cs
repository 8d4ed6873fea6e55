using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Judges classifiers that are not trained: the mean log-likelihood of the labels of a batch, with
/// each of several shared weights.</summary>
/// <remarks>
/// The batch is drawn once for a generation, without replacement, and shared by all. A network's outputs are
/// logits. Nearest neighbours: <see cref="TrainedEvaluator"/> trains each network;
/// <see cref="RolloutEvaluator"/> does the same as this in an environment. Wirings (<see cref="Neurons"/>)
/// run in float32 lanes over samples; any other graph runs as a <see cref="Network"/>. Source: Gaier and Ha,
/// NeurIPS 2019, §4.2; their code's <c>ClassifyEnv</c>.
/// </remarks>
public sealed class LikelihoodEvaluator : IGenerationEvaluator<WeightSweep>
{
    /// <summary>The log-likelihood of a network whose outputs are not finite, and the least that any
    /// gets.</summary>
    public const double Worst = -1e6;

    private readonly Dataset _data;
    private readonly double[] _values;

    /// <summary>An evaluator on a data set.</summary>
    /// <param name="data">What batches are drawn from: the training part.</param>
    /// <param name="weights">The shared weights, at least one.</param>
    public LikelihoodEvaluator(Dataset data, ImmutableArray<SingleWeight> weights)
    {
        if (weights.IsDefaultOrEmpty)
            throw new ArgumentException("A sweep needs at least one shared weight.", nameof(weights));
        (_data, Weights, _values) = (data, weights, [.. weights.Select(w => w.Value)]);
    }

    /// <summary>The shared weights.</summary>
    public ImmutableArray<SingleWeight> Weights { get; }

    /// <summary>How many samples a generation is judged with; at most the set's size is used.</summary>
    public int BatchSize { get; init; } = 1000;

    /// <inheritdoc/>
    public string Provenance =>
        $"log-likelihood of {Size} samples of {_data.Name} for {Weights.Length} shared weights";

    private int Size => Math.Min(BatchSize, _data.Count);

    /// <inheritdoc/>
    public string Fidelity(Budget budget) => $"likelihood-{Size}-weights-{Weights.Length}";

    /// <inheritdoc/>
    public Task<WeightSweep> EvaluateAsync(
        ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken) =>
        Task.FromResult(EvaluateGeneration([graph], rng, WorkerPool.None, cancellationToken)[0]);

    /// <inheritdoc/>
    /// <exception cref="SearchException">A graph does not fit the data.</exception>
    public IReadOnlyList<WeightSweep> EvaluateGeneration(
        IReadOnlyList<ArchitectureGraph> graphs, Rng rng, WorkerPool workers,
        CancellationToken cancellationToken)
    {
        var batch = new LikelihoodBatch(_data, Draw(rng));
        var wired = new WiredGraph?[graphs.Count];
        for (int i = 0; i < graphs.Count; i++)
        {
            CheckFit(graphs[i]);
            wired[i] = WiredGraph.Of(graphs[i]);
            if (wired[i] is { } graph)
                batch.Prepare(graph.Standardize);
        }
        int[] first = WiredGraph.FirstOfEqual(wired);
        var results = new WeightSweep[graphs.Count];
        workers.For(graphs.Count, i =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (first[i] == i)
                results[i] = wired[i] is { } graph ? Judge(graph, batch) : Judge(graphs[i], batch);
        });
        for (int i = 0; i < results.Length; i++)
            results[i] = results[first[i]];
        return results;
    }

    private WeightSweep Judge(WiredGraph graph, LikelihoodBatch batch)
    {
        var means = new double[_values.Length];
        new NeuronProgram(graph.Wiring)
            .MeanLogLikelihood(batch.Blocks(graph.Standardize), batch.Classes, _values, means);
        return Sweep(means, graph.Wiring.Connections);
    }

    private WeightSweep Judge(ArchitectureGraph graph, LikelihoodBatch batch)
    {
        var means = new double[_values.Length];
        for (int w = 0; w < means.Length; w++)
            means[w] = batch.MeanLogLikelihood(Network.From(graph, Weights[w], new Rng(0)));
        return Sweep(means, checked((int)graph.Parameters));
    }

    private static WeightSweep Sweep(double[] means, int connections)
    {
        int diverged = means.Count(mean => !double.IsFinite(mean));
        return new([.. means.Select(mean => double.IsFinite(mean) ? Math.Max(mean, Worst) : Worst)],
            connections, diverged);
    }

    // The first of a permutation: a partial shuffle.
    private int[] Draw(Rng rng)
    {
        var rows = new int[_data.Count];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = i;
        for (int i = 0; i < Size; i++)
        {
            int j = i + rng.Next(rows.Length - i);
            (rows[i], rows[j]) = (rows[j], rows[i]);
        }
        return rows[..Size];
    }

    private void CheckFit(ArchitectureGraph graph)
    {
        if (graph.InputShape.Count != _data.SampleShape.Count || graph.OutputShape.Count != _data.Classes)
        {
            throw new SearchException($"The network takes {graph.InputShape} and gives "
                + $"{graph.OutputShape}, but "
                + $"{_data.Name} has samples of {_data.SampleShape} and {_data.Classes} classes.");
        }
    }
}
