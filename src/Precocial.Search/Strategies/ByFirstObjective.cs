using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Lets a strategy that learns from one number search where there are several: it is told the first.</summary>
/// <remarks>What it hands over is best in the first alone. Strategies that rank by <see cref="Ranking"/> weigh several
/// and do not need this.</remarks>
/// <param name="inner">Learns from scores; fresh.</param>
public sealed class ByFirstObjective<TGenotype>(ISearchStrategy<TGenotype, Score> inner)
    : ISearchStrategy<TGenotype, Objectives>
    where TGenotype : notnull
{
    /// <inheritdoc/>
    public string Description => inner.Description;

    /// <inheritdoc/>
    public bool CountsRepeats => inner.CountsRepeats;

    /// <inheritdoc/>
    public TGenotype Best => inner.Best;

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng) => inner.Ask(rng);

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng, IReadOnlyList<TGenotype> pending) => inner.Ask(rng, pending);

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<TGenotype, Objectives>> round) => inner.Tell(
        [.. round.Select(t => new Trial<TGenotype, Score>(t.Sequence, t.Genotype, t.Status,
            t.Status == TrialStatus.Done ? new Score(t.Feedback.Values[0]) : default, t.Key, t.Message, t.Fidelity))]);
}
