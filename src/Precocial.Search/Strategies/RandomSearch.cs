using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Independent uniform draws from the space: the baseline that every other strategy must
/// beat.</summary>
/// <remarks>
/// Source: Li and Talwalkar, "Random search and reproducibility for neural architecture search", UAI 2019,
/// §3.1. Its nearest neighbour: <see cref="LocalSearch{TGenotype,TFeedback}"/>, the next simplest. Repeats
/// count as evaluations.
/// </remarks>
public sealed class RandomSearch<TGenotype, TFeedback> : ISearchStrategy<TGenotype, TFeedback>
    where TGenotype : notnull
{
    private readonly ISearchSpace<TGenotype> _space;
    private readonly Incumbent<TGenotype, TFeedback> _incumbent;

    /// <summary>Random search in a space.</summary>
    public RandomSearch(ISearchSpace<TGenotype> space, IRanking<TFeedback> ranking) =>
        (_space, _incumbent) = (space, new(ranking));

    /// <inheritdoc/>
    public string Description => "random search";

    /// <inheritdoc/>
    public TGenotype Best => _incumbent.Genotype;

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng) => [_space.Sample(rng)];

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<TGenotype, TFeedback>> round)
    {
        foreach (var trial in round)
            _incumbent.Offer(trial);
    }
}
