using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Hill climbing with restarts: move to the first neighbour that is better.</summary>
/// <remarks>
/// Source: White, Nolen and Savani, "Exploring the loss landscape in neural architecture search", UAI 2021,
/// §3, in the first-improvement form.
/// <list type="number">
/// <item>Draw a start at random.</item>
/// <item>Visit its neighbours (one decision changed) in random order; move to the first that improves, and
/// begin this step again from there.</item>
/// <item>Where none improves, the network is a local optimum: draw a new start.</item>
/// </list>
/// Counts distinct networks: one that was judged before is looked up, not proposed again. With outstanding
/// proposals later neighbours are proposed ahead, and a move waits for its turn in the order. When several
/// objectives are ranked, a neighbour improves if it dominates. An infeasible or failed neighbour never
/// improves. The visiting order is drawn from a stream named by the network and the trial that led to it, so
/// that the strategy is a function of what it was told. Its nearest neighbour:
/// <see cref="RegularizedEvolution{TGenotype,TFeedback}"/>.
/// </remarks>
public sealed class LocalSearch<TGenotype, TFeedback> : ISearchStrategy<TGenotype, TFeedback>
    where TGenotype : notnull
{
    private static readonly Rng Orders = new(0);

    private readonly IMutableSpace<TGenotype> _space;
    private readonly IRanking<TFeedback> _ranking;
    private readonly Incumbent<TGenotype, TFeedback> _incumbent;
    private readonly Dictionary<TGenotype, Trial<TGenotype, TFeedback>> _known = [];
    private Trial<TGenotype, TFeedback>? _centre;
    private TGenotype[] _order = [];
    private int _next;

    /// <summary>Local search in a space.</summary>
    public LocalSearch(IMutableSpace<TGenotype> space, IRanking<TFeedback> ranking) =>
        (_space, _ranking, _incumbent) = (space, ranking, new(ranking));

    /// <inheritdoc/>
    public string Description => "local search";

    /// <inheritdoc/>
    public bool CountsRepeats => false;

    /// <inheritdoc/>
    public TGenotype Best => _incumbent.Genotype;

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng) => Ask(rng, []);

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng, IReadOnlyList<TGenotype> pending)
    {
        for (int i = _next; i < _order.Length; i++)
        {
            if (!_known.ContainsKey(_order[i]) && !pending.Contains(_order[i]))
                return [_order[i]];
        }
        return [_space.Sample(rng)];
    }

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<TGenotype, TFeedback>> round)
    {
        foreach (var trial in round)
        {
            _incumbent.Offer(trial);
            _known.TryAdd(trial.Genotype, trial);
            if (_centre is null && trial.Status == TrialStatus.Done)
                MoveTo(trial, trial.Sequence);
            Climb(trial.Sequence);
        }
    }

    // Visits what is known already, up to the first neighbour that must be proposed.
    private void Climb(int sequence)
    {
        while (_centre is { } centre && _next < _order.Length
            && _known.TryGetValue(_order[_next], out var neighbour))
        {
            if (neighbour.Status == TrialStatus.Done
                && _ranking.Improves(neighbour.Feedback!, centre.Feedback!))
                MoveTo(neighbour, sequence);
            else if (++_next == _order.Length)
                _centre = null;
        }
    }

    private void MoveTo(Trial<TGenotype, TFeedback> trial, int sequence)
    {
        _centre = trial;
        _order = [.. _space.Neighbours(trial.Genotype)];
        _next = 0;
        Orders.Split(_space.Encode(trial.Genotype)).Split((ulong)sequence).Shuffle(_order.AsSpan());
    }
}
