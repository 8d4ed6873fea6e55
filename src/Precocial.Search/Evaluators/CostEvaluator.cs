using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Puts costs beside another evaluator's score, so that a search trades one against the
/// other.</summary>
/// <remarks>Costs are negated: larger is better in every value. Latency is in milliseconds. Limits that must
/// not be broken belong to <see cref="StudyPlan{TGenotype,TFeedback}.Limits"/>, which saves the training;
/// here they would be <see cref="Objectives.Violation"/>.</remarks>
public sealed class CostEvaluator : IEvaluator<Objectives>
{
    private readonly IEvaluator<Score> _inner;

    /// <summary>An evaluator with several objectives.</summary>
    /// <param name="inner">Who says how accurate a network is.</param>
    /// <param name="objectives">What networks are compared by, the most important first; each at most
    /// once.</param>
    /// <exception cref="ArgumentException">No objective, or one twice.</exception>
    public CostEvaluator(IEvaluator<Score> inner, params ReadOnlySpan<Objective> objectives)
    {
        _inner = inner;
        Objectives = [.. objectives];
        if (Objectives.IsEmpty || Objectives.Distinct().Count() != Objectives.Length)
        {
            throw new ArgumentException("Give at least one objective, and each once, but they are: "
                + $"{(Objectives.IsEmpty ? "none" : string.Join(", ", Objectives))}.", nameof(objectives));
        }
    }

    /// <summary>What networks are compared by, in the order of
    /// <see cref="Search.Objectives.Values"/>.</summary>
    public ImmutableArray<Objective> Objectives { get; }

    /// <summary>How latency is estimated.</summary>
    public LatencyModel Latency { get; init; } = new();

    /// <inheritdoc/>
    public string Provenance =>
        $"{string.Join(", ", Objectives).ToLowerInvariant()}; accuracy: {_inner.Provenance}";

    /// <inheritdoc/>
    public bool PreparesRounds => _inner.PreparesRounds;

    /// <inheritdoc/>
    public string Fidelity(Budget budget) => _inner.Fidelity(budget);

    /// <inheritdoc/>
    public Task PrepareAsync(IEnumerable<ArchitectureGraph> proposals, Rng rng,
        CancellationToken cancellationToken) =>
        _inner.PrepareAsync(proposals, rng, cancellationToken);

    /// <inheritdoc/>
    public byte[]? Save() => _inner.Save();

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<byte> state) => _inner.Restore(state);

    /// <inheritdoc/>
    public async Task<Objectives> EvaluateAsync(
        ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken)
    {
        double accuracy = Objectives.Contains(Objective.Accuracy)
            ? (await _inner.EvaluateAsync(graph, budget, rng, cancellationToken).ConfigureAwait(false)).Value
            : 0;
        return new([.. Objectives.Select(o => Value(o, graph, accuracy))]);
    }

    private double Value(Objective objective, ArchitectureGraph graph, double accuracy) => objective switch
    {
        Objective.Accuracy => accuracy,
        Objective.Parameters => -graph.Parameters,
        Objective.Flops => -graph.Flops,
        _ => -1000 * Latency.Seconds(graph),
    };
}
