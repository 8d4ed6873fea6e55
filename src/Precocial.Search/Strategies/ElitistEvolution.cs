using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Evolution by crossover and mutation among the best networks ever seen.</summary>
/// <remarks>
/// <list type="number">
/// <item>Propose P random networks.</item>
/// <item>Then in turn a crossover of two and a mutation of one of the k best of all so far; a mutation
/// changes each decision with probability p.</item>
/// </list>
/// Departure: the authors propose a generation of P (half crossover, half mutation) at once; here the k best
/// are brought up to date with every trial told. A network proposed before is drawn again, a few times.
/// Cheap judgements suit it, such as shared weights'. Its nearest neighbour,
/// <see cref="RegularizedEvolution{TGenotype,TFeedback}"/>, forgets the old, which noisy judgements need.
/// Source: Guo et al., "Single path one-shot neural architecture search with uniform sampling", ECCV 2020,
/// algorithm 1: P = 50, k = 10, p = 0.1.
/// </remarks>
public sealed class ElitistEvolution<TGenotype, TFeedback> : ISearchStrategy<TGenotype, TFeedback>
    where TGenotype : notnull
{
    private const int Draws = 10;

    private readonly IRecombinableSpace<TGenotype> _space;
    private readonly IRanking<TFeedback> _ranking;
    private readonly Incumbent<TGenotype, TFeedback> _incumbent;
    private readonly List<(TGenotype Genotype, TFeedback Feedback)> _elite = [];
    private readonly HashSet<TGenotype> _seen = [];
    private int _told, _succeeded;

    /// <summary>Evolution in a space.</summary>
    /// <param name="space">Where children are made.</param>
    /// <param name="ranking">Who is among the best.</param>
    public ElitistEvolution(IRecombinableSpace<TGenotype> space, IRanking<TFeedback> ranking) =>
        (_space, _ranking, _incumbent) = (space, ranking, new(ranking));

    /// <summary>P: how many random networks there are at first.</summary>
    public int Population { get; init; } = 50;

    /// <summary>k: how many of the best are parents.</summary>
    public int Parents { get; init; } = 10;

    /// <summary>p: the chance of each decision in a mutation.</summary>
    public double MutationProbability { get; init; } = 0.1;

    /// <inheritdoc/>
    public string Description => FormattableString.Invariant(
        $"elitist evolution (population {Population}, parents {Parents}, mutation {MutationProbability})");

    /// <inheritdoc/>
    public TGenotype Best => _incumbent.Genotype;

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng) => Ask(rng, []);

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng, IReadOnlyList<TGenotype> pending)
    {
        bool random = _elite.Count == 0 || _succeeded + pending.Count < Population;
        bool crossover = (_told + pending.Count) % 2 == 0;
        TGenotype child = Draw();
        for (int i = 1; i < Draws && (_seen.Contains(child) || pending.Contains(child)); i++)
            child = Draw();
        return [child];

        TGenotype Draw() => random ? _space.Sample(rng)
            : crossover ? _space.Cross(Parent(rng), Parent(rng), rng)
            : _space.MutateEach(Parent(rng), MutationProbability, rng);
    }

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<TGenotype, TFeedback>> round)
    {
        foreach (var trial in round)
        {
            _told++;
            _seen.Add(trial.Genotype);
            _incumbent.Offer(trial);
            if (trial.Status == TrialStatus.Done)
                Join(trial.Genotype, trial.Feedback!);
        }
    }

    private TGenotype Parent(Rng rng) => _elite[rng.Next(_elite.Count)].Genotype;

    // The best first; of equals the older one. Each network once.
    private void Join(TGenotype genotype, TFeedback feedback)
    {
        _succeeded++;
        if (_elite.Exists(member => member.Genotype.Equals(genotype)))
            return;
        int place = _elite.FindIndex(member => _ranking.Compare(feedback, member.Feedback) > 0);
        _elite.Insert(place < 0 ? _elite.Count : place, (genotype, feedback));
        if (_elite.Count > Parents)
            _elite.RemoveAt(Parents);
    }
}
