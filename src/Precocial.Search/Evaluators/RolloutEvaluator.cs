using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Judges agents that are not trained: the mean return of a few episodes, with each of several
/// shared weights.</summary>
/// <remarks>
/// The episodes' seeds are drawn once for a generation and shared by all networks and weights. Nearest
/// neighbours: <see cref="LikelihoodEvaluator"/> for data sets; <see cref="Rollout"/> runs one network with
/// any weights. Wirings (<see cref="Neurons"/>) run in float64 lanes over weights and episodes; any other
/// graph runs as a <see cref="Network"/> in float32. Source: Gaier and Ha, NeurIPS 2019, §3.1.
/// </remarks>
public sealed class RolloutEvaluator : IGenerationEvaluator<WeightSweep>
{
    // As in the authors' code.
    private const int Seeds = 1000;

    private readonly IEnvironment _environment;
    private readonly double[][] _values;

    /// <summary>An evaluator in an environment.</summary>
    /// <param name="environment">Where networks act.</param>
    /// <param name="weights">The shared weights, at least one.</param>
    public RolloutEvaluator(IEnvironment environment, ImmutableArray<SingleWeight> weights)
    {
        if (weights.IsDefaultOrEmpty)
            throw new ArgumentException("A sweep needs at least one shared weight.", nameof(weights));
        (_environment, Weights) = (environment, weights);
        _values = [.. weights.Select(w => new[] { w.Value })];
    }

    /// <summary>The shared weights.</summary>
    public ImmutableArray<SingleWeight> Weights { get; }

    /// <summary>Episodes for each weight: their seeds are consecutive numbers.</summary>
    public int Repetitions { get; init; } = 3;

    /// <summary>Episodes end after so many steps; null for the environment's own limit.</summary>
    public int? StepLimit { get; init; }

    /// <summary>Whether the first step never ends an episode, as in the authors' code.</summary>
    public bool IgnoresFirstDone { get; init; }

    /// <inheritdoc/>
    public string Provenance => $"return of {Repetitions} episodes of {_environment.Spec.Name} for "
        + $"{Weights.Length} "
        + "shared weights";

    private RolloutRules Rules => new(StepLimit ?? _environment.Spec.StepLimit, IgnoresFirstDone);

    /// <inheritdoc/>
    public string Fidelity(Budget budget) => $"episodes-{Repetitions}-weights-{Weights.Length}";

    /// <inheritdoc/>
    public Task<WeightSweep> EvaluateAsync(
        ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken) =>
        Task.FromResult(EvaluateGeneration([graph], rng, WorkerPool.None, cancellationToken)[0]);

    /// <inheritdoc/>
    /// <exception cref="SearchException">A graph does not fit the environment, or that gave a reward that is
    /// not finite.</exception>
    public IReadOnlyList<WeightSweep> EvaluateGeneration(
        IReadOnlyList<ArchitectureGraph> graphs, Rng rng, WorkerPool workers,
        CancellationToken cancellationToken)
    {
        int seed = rng.Next(Seeds);
        var wired = new WiredGraph?[graphs.Count];
        for (int i = 0; i < graphs.Count; i++)
        {
            Rollout.CheckFit(graphs[i].InputShape.Count, graphs[i].OutputShape.Count, _environment);
            wired[i] = WiredGraph.Of(graphs[i]) is { Standardize: null } plain ? plain : null;
        }
        int[] first = WiredGraph.FirstOfEqual(wired);
        var results = new WeightSweep[graphs.Count];
        workers.For(graphs.Count, i =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (first[i] == i)
                results[i] = wired[i] is { } graph ? Judge(graph, seed) : Judge(graphs[i], seed);
        });
        for (int i = 0; i < results.Length; i++)
            results[i] = results[first[i]];
        return results;
    }

    private WeightSweep Judge(WiredGraph graph, int seed)
    {
        var jobs = new RolloutJobs([.. Weights.SelectMany(_ => Enumerable.Range(seed, Repetitions))]);
        Rollout.RunAll(graph.Wiring, isShared: graph.Values is null,
            job => graph.Values ?? _values[job / Repetitions], _environment, jobs, Rules, null);
        return Sweep([.. Weights.Select((_, w) => jobs.ScoresOf(w * Repetitions, Repetitions))],
            graph.Wiring.Connections);
    }

    private WeightSweep Judge(ArchitectureGraph graph, int seed)
    {
        var scores = new EpisodeScores[Weights.Length];
        for (int w = 0; w < scores.Length; w++)
        {
            var jobs = new RolloutJobs([.. Enumerable.Range(seed, Repetitions)]);
            var agent = new NetworkAgent(Network.From(graph, Weights[w], new Rng(0)),
                (Repetitions + NeuronLanes.Multiple - 1) / NeuronLanes.Multiple * NeuronLanes.Multiple);
            new LaneRollout(_environment, agent, Rules, jobs).Run(0, Repetitions);
            scores[w] = jobs.Scores;
        }
        return Sweep(scores, checked((int)graph.Parameters));
    }

    private static WeightSweep Sweep(EpisodeScores[] scores, int connections) => new(
        [.. scores.Select(s => s.Mean)], connections, scores.Sum(s => s.DivergedCount));
}
