using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Proposes given genotypes, one after the other: those that a cheaper judge liked best, to be judged by a
/// dearer one.</summary>
/// <remarks>After the last it begins again. Its nearest neighbour: <see cref="RandomSearch{TGenotype,TFeedback}"/>,
/// which proposes without having looked.</remarks>
public sealed class Shortlist<TGenotype, TFeedback> : ISearchStrategy<TGenotype, TFeedback>
    where TGenotype : notnull
{
    private readonly IReadOnlyList<TGenotype> _genotypes;
    private readonly Incumbent<TGenotype, TFeedback> _incumbent;
    private int _told;

    /// <summary>A strategy for some genotypes.</summary>
    /// <param name="genotypes">What is proposed, the most promising first; at least one.</param>
    /// <param name="ranking">Which feedback is better.</param>
    /// <exception cref="ArgumentException">No genotype.</exception>
    public Shortlist(IReadOnlyList<TGenotype> genotypes, IRanking<TFeedback> ranking)
    {
        if (genotypes.Count == 0)
            throw new ArgumentException("A shortlist needs at least one genotype.", nameof(genotypes));
        (_genotypes, _incumbent) = (genotypes, new(ranking));
    }

    /// <inheritdoc/>
    public string Description => $"shortlist of {_genotypes.Count}";

    /// <inheritdoc/>
    public TGenotype Best => _incumbent.Genotype;

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng) => Ask(rng, []);

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng, IReadOnlyList<TGenotype> pending) =>
        [_genotypes[(_told + pending.Count) % _genotypes.Count]];

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<TGenotype, TFeedback>> round)
    {
        foreach (var trial in round)
            _incumbent.Offer(trial);
        _told += round.Count;
    }
}
