using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Hill climbing by generations: some children of the best network, then on from the best of them
/// and of itself.</summary>
/// <remarks>
/// <list type="number">
/// <item>Propose the start.</item>
/// <item>Propose n_neigh children of the best network, each a mutation: n_NM random morphisms in a
/// <see cref="MorphismSpace"/>.</item>
/// <item>When all are judged, go on from the best of the children and the network itself: n_steps times,
/// which is the study's budget.</item>
/// </list>
/// Differs from the paper: there the network itself is trained on beside n_neigh − 1 children; here it keeps
/// its score, as one network has one result. With <see cref="InheritedWeights"/> and a rate that falls from
/// 0.05 to 0 in each child's epochs this is NASH. A round is a whole generation: the study needs a window of
/// 1; with a larger one the newest results take part a generation later. Its nearest neighbour: <see
/// cref="LocalSearch{TGenotype,TFeedback}"/>, which visits every neighbour and needs no start.
/// Source: Elsken, Metzen and Hutter, "Simple and efficient architecture search for CNNs", 2017, algorithm 1.
/// </remarks>
public sealed class HillClimbing<TGenotype, TFeedback> : ISearchStrategy<TGenotype, TFeedback>
    where TGenotype : notnull
{
    private readonly IMutableSpace<TGenotype> _space;
    private readonly TGenotype _start;
    private readonly Incumbent<TGenotype, TFeedback> _incumbent;
    private TGenotype? _centre;
    private int _told;

    /// <summary>Hill climbing from a start.</summary>
    /// <param name="space">Where mutations are taken.</param>
    /// <param name="ranking">Which network is better.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="neighbours">n_neigh: how many children a generation has.</param>
    public HillClimbing(
        IMutableSpace<TGenotype> space, IRanking<TFeedback> ranking, TGenotype start, int neighbours = 8)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neighbours);
        (_space, _start, _incumbent, Neighbours) = (space, start, new(ranking), neighbours);
    }

    /// <summary>n_neigh: how many children a generation has.</summary>
    public int Neighbours { get; }

    /// <inheritdoc/>
    public string Description => $"hill climbing ({Neighbours} neighbours, from {_space.Encode(_start)})";

    /// <inheritdoc/>
    public TGenotype Best => _incumbent.Genotype;

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng)
    {
        if (_centre is not { } centre)
            return [_start];
        var children = new TGenotype[Neighbours];
        for (int i = 0; i < children.Length; i++)
            children[i] = _space.Mutate(centre, rng.Split((ulong)i));
        return children;
    }

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<TGenotype, TFeedback>> round)
    {
        foreach (var trial in round)
        {
            _incumbent.Offer(trial);
            bool first = _centre is null && trial.Status == TrialStatus.Done;
            if (first)
                _told = 0;
            else if (_centre is not null)
                _told++;
            // A generation is n_neigh trials after the start.
            if (first || _told == Neighbours)
                (_centre, _told) = (_incumbent.Genotype, 0);
        }
    }
}
