using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Regularized (aging) evolution: tournament selection, mutation only, and the oldest dies, not the
/// worst.</summary>
/// <remarks>
/// Source: Real, Aggarwal, Huang and Le, "Regularized evolution for image classifier architecture search",
/// AAAI 2019, algorithm 1.
/// <list type="number">
/// <item>Until the population holds P networks: propose a random one.</item>
/// <item>Then draw S members at random with replacement; the best of the sample is the parent.</item>
/// <item>Propose a mutation of the parent. Once judged, the child joins and the oldest member leaves.</item>
/// </list>
/// Beyond the paper: infeasible and failed proposals never join. With outstanding proposals the initial draws
/// include them, and a parent is chosen among the members told of so far. Repeats count as evaluations.
/// Its nearest neighbour: <see cref="LocalSearch{TGenotype,TFeedback}"/>, better at small budgets on smooth
/// spaces.
/// </remarks>
public sealed class RegularizedEvolution<TGenotype, TFeedback> : ISearchStrategy<TGenotype, TFeedback>
    where TGenotype : notnull
{
    private readonly IMutableSpace<TGenotype> _space;
    private readonly IRanking<TFeedback> _ranking;
    private readonly Incumbent<TGenotype, TFeedback> _incumbent;
    private readonly List<TGenotype> _members = [];
    private readonly List<TFeedback> _feedback = [];
    private int _joined;

    /// <summary>Regularized evolution in a space.</summary>
    /// <param name="space">Where mutations are taken.</param>
    /// <param name="ranking">Who wins a tournament.</param>
    /// <param name="population">P: how many members live at once.</param>
    /// <param name="sample">S: how many meet in a tournament; 1 is a random walk, P elitist.</param>
    public RegularizedEvolution(
        IMutableSpace<TGenotype> space, IRanking<TFeedback> ranking, int population = 100, int sample = 25)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(population);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sample);
        (_space, _ranking, _incumbent) = (space, ranking, new(ranking));
        (Population, SampleSize) = (population, sample);
    }

    /// <summary>P: how many members live at once.</summary>
    public int Population { get; }

    /// <summary>S: how many meet in a tournament.</summary>
    public int SampleSize { get; }

    /// <inheritdoc/>
    public string Description => $"regularized evolution (population {Population}, sample {SampleSize})";

    /// <inheritdoc/>
    public TGenotype Best => _incumbent.Genotype;

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng) => Ask(rng, []);

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng, IReadOnlyList<TGenotype> pending)
    {
        bool growing = _joined + pending.Count < Population;
        return [growing || _members.Count == 0 ? _space.Sample(rng) : _space.Mutate(Parent(rng), rng)];
    }

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<TGenotype, TFeedback>> round)
    {
        foreach (var trial in round)
        {
            _incumbent.Offer(trial);
            if (trial.Status == TrialStatus.Done)
                Join(trial.Genotype, trial.Feedback!);
        }
    }

    private TGenotype Parent(Rng rng)
    {
        Span<int> sample = SampleSize <= 128 ? stackalloc int[SampleSize] : new int[SampleSize];
        for (int i = 0; i < sample.Length; i++)
            sample[i] = rng.Next(_members.Count);
        return _members[_ranking.Select(_feedback, sample)];
    }

    private void Join(TGenotype child, TFeedback feedback)
    {
        _members.Add(child);
        _feedback.Add(feedback);
        _joined++;
        if (_members.Count <= Population)
            return;
        _members.RemoveAt(0);
        _feedback.RemoveAt(0);
    }
}
