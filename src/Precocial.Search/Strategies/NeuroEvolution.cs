using System.Globalization;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Evolution by generations: everybody is ranked, the worst are culled, the best stay, the others
/// are mutated children of tournament winners.</summary>
/// <remarks>
/// <list type="number">
/// <item>Until a generation has been told of: P random members.</item>
/// <item>Rank the last full generation; drop the worst ⌊c·P⌋ of it.</item>
/// <item>The best ⌊e·M⌋ of the M left go on unchanged; they are judged again.</item>
/// <item>The others are children: of t survivors, drawn with replacement, the best is the parent; one
/// mutation.</item>
/// </list>
/// Every P trials told are a generation. Failed and infeasible ones rank last and have no children, even if
/// that culls more. No crossover and no species: the weight agnostic search has neither. A round is a whole
/// generation, so that a study needs a window of 1; with a larger one the newest results take part a
/// generation later. Its nearest neighbour: <see cref="RegularizedEvolution{TGenotype,TFeedback}"/>, one
/// child at a time. Source: Gaier and Ha, NeurIPS 2019, §3 and supplement.
/// </remarks>
public sealed class NeuroEvolution<TGenotype, TFeedback> : ISearchStrategy<TGenotype, TFeedback>
    where TGenotype : notnull
{
    private readonly IMutableSpace<TGenotype> _space;
    private readonly List<Trial<TGenotype, TFeedback>> _collected = [];
    private Trial<TGenotype, TFeedback>[] _parents = [];
    private Trial<TGenotype, TFeedback>? _best;

    /// <summary>Evolution in a space.</summary>
    /// <param name="space">Where mutations are taken.</param>
    /// <param name="ranking">How a generation is ranked.</param>
    /// <param name="settings">How it selects; by default the paper's settings for swing-up.</param>
    public NeuroEvolution(
        IMutableSpace<TGenotype> space, IPopulationRanking<TFeedback> ranking,
        NeuroEvolutionSettings? settings = null)
    {
        (_space, Ranking, Settings) = (space, ranking, settings ?? new());
        Settings.Check();
    }

    /// <summary>How a generation is ranked.</summary>
    public IPopulationRanking<TFeedback> Ranking { get; }

    /// <summary>How it selects.</summary>
    public NeuroEvolutionSettings Settings { get; }

    /// <inheritdoc/>
    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"neuroevolution (population {Settings.Population}, cull {Settings.CullRatio}, ")
        + string.Create(CultureInfo.InvariantCulture, $"elite {Settings.EliteRatio}, ")
        + $"{(Settings.Faithful ? "two tournaments of" : "tournament")} {Settings.TournamentSize})";

    /// <inheritdoc/>
    public TGenotype Best => _best is { } best ? best.Genotype : throw new InvalidOperationException(
        "No trial has succeeded yet, so there is no best: tell the strategy of one.");

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng)
    {
        var survivors = Survivors(rng.Split("rank"));
        var generation = new TGenotype[Settings.Population];
        int elites = (int)Math.Floor(survivors.Length * Settings.EliteRatio);
        for (int i = 0; i < generation.Length; i++)
        {
            generation[i] = survivors.Length == 0 ? _space.Sample(rng)
                : i < elites ? survivors[i]
                : _space.Mutate(survivors[Parent(survivors.Length, rng)], rng);
        }
        return generation;
    }

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<TGenotype, TFeedback>> round)
    {
        foreach (var trial in round)
        {
            if (trial.Status == TrialStatus.Done
                && (_best is not { } best || Ranking.Compare(trial.Feedback!, best.Feedback!) > 0))
                _best = trial;
            _collected.Add(trial);
            if (_collected.Count < Settings.Population)
                continue;
            _parents = [.. _collected];
            _collected.Clear();
        }
    }

    /// <summary>Begins anew with random members; the best of all that it was told of stays.</summary>
    public void Restart()
    {
        _collected.Clear();
        _parents = [];
    }

    // The members of the last generation that may have children, the best first.
    private TGenotype[] Survivors(Rng rng)
    {
        var done = Array.FindAll(_parents, trial => trial.Status == TrialStatus.Done);
        if (done.Length == 0)
            return [];
        int[] rank = Ranking.Rank(Array.ConvertAll(done, trial => trial.Feedback!), rng);
        var survivors = new TGenotype[Math.Min(done.Length, _parents.Length - Settings.Culled)];
        for (int i = 0; i < done.Length; i++)
        {
            if (rank[i] < survivors.Length)
                survivors[rank[i]] = done[i].Genotype;
        }
        return survivors;
    }

    private int Parent(int survivors, Rng rng)
    {
        int best = survivors, draws = Settings.TournamentSize * (Settings.Faithful ? 2 : 1);
        for (int i = 0; i < draws; i++)
            best = Math.Min(best, rng.Next(survivors));
        return best;
    }
}
