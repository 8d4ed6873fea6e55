using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Random search, then one-step changes of the best network so far.</summary>
/// <remarks>The simplest use of cheap judgements. Its nearest neighbour,
/// <see cref="LocalSearch{TGenotype,TFeedback}"/>, starts anew at local optima. Source: Brock et al.,
/// "SMASH", ICLR 2018, §4.1: 500 random networks, 100 perturbations of the best.</remarks>
/// <param name="space">Where changes are made.</param>
/// <param name="ranking">Who is the best.</param>
/// <param name="random">How many random networks come first.</param>
public sealed class PerturbedSearch<TGenotype, TFeedback>(
    IMutableSpace<TGenotype> space, IRanking<TFeedback> ranking, int random)
    : ISearchStrategy<TGenotype, TFeedback>
    where TGenotype : notnull
{
    private readonly Incumbent<TGenotype, TFeedback> _incumbent = new(ranking);
    private int _told, _succeeded;

    /// <inheritdoc/>
    public string Description => $"{random} random, then changes of the best";

    /// <inheritdoc/>
    public TGenotype Best => _incumbent.Genotype;

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng) => Ask(rng, []);

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng, IReadOnlyList<TGenotype> pending) =>
        [_told + pending.Count < random || _succeeded == 0 ? space.Sample(rng) : space.Mutate(Best, rng)];

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<TGenotype, TFeedback>> round)
    {
        foreach (var trial in round)
        {
            _told++;
            _succeeded += trial.Status == TrialStatus.Done ? 1 : 0;
            _incumbent.Offer(trial);
        }
    }
}
