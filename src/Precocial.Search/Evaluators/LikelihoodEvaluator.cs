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
        }
        int[] first = WiredGraph.FirstOfEqual(wired);
        var results = new WeightSweep[graphs.Count];
        int[] distinct = [.. Enumerable.Range(0, graphs.Count).Where(i => first[i] == i)];
        foreach (var alike in distinct.Where(i => wired[i] is not null).GroupBy(i => wired[i]!.Standardize))
            JudgeTogether([.. alike], wired, batch, workers, results, cancellationToken);
        int[] others = [.. distinct.Where(i => wired[i] is null)];
        workers.For(others.Length, k =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            results[others[k]] = Judge(graphs[others[k]], batch);
        });
        for (int i = 0; i < results.Length; i++)
            results[i] = results[first[i]];
        return results;
    }

    private void JudgeTogether(
        int[] members, WiredGraph?[] wired, LikelihoodBatch batch, WorkerPool workers, WeightSweep[] results,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var programs = new NeuronProgram[members.Length];
        workers.For(programs.Length, k => programs[k] = new NeuronProgram(wired[members[k]]!.Wiring));
        var means = new double[members.Length * _values.Length];
        new NeuronPopulation(programs).MeanLogLikelihood(
            batch.Blocks(wired[members[0]]!.Standardize), batch.Classes, _values, means, workers);
        for (int k = 0; k < members.Length; k++)
        {
            results[members[k]] = Sweep(
                means.AsSpan(k * _values.Length, _values.Length), wired[members[k]]!.Wiring.Connections);
        }
    }

    private WeightSweep Judge(ArchitectureGraph graph, LikelihoodBatch batch)
    {
        var means = new double[_values.Length];
        for (int w = 0; w < means.Length; w++)
            means[w] = batch.MeanLogLikelihood(Network.From(graph, Weights[w], new Rng(0)));
        return Sweep(means, checked((int)graph.Parameters));
    }

    private static WeightSweep Sweep(ReadOnlySpan<double> means, int connections)
    {
        int diverged = 0;
        var returns = new double[means.Length];
        for (int w = 0; w < returns.Length; w++)
        {
            diverged += double.IsFinite(means[w]) ? 0 : 1;
            returns[w] = double.IsFinite(means[w]) ? Math.Max(means[w], Worst) : Worst;
        }
        return new([.. returns], connections, diverged);
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
