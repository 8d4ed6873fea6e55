using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Judges few networks, forecasts many: the best networks' mutations are ranked by a predictor, and
/// the most promising are judged.</summary>
/// <remarks>
/// Source: White, Neiswanger and Savani, "BANANAS: Bayesian optimization with neural architectures for neural
/// architecture search", AAAI 2021, algorithm 1.
/// <list type="number">
/// <item>Judge n₀ random networks.</item>
/// <item>Fit the predictor on all that were judged.</item>
/// <item>Candidates: unseen mutations of the best network, then of the next best, until there are
/// enough.</item>
/// <item>Propose the k candidates with the largest acquisition; go on with 2.</item>
/// </list>
/// With <see cref="MlpEnsemble"/> this is BANANAS; with <see cref="KernelRidgePredictor"/> it is the local
/// mutation with a cheap predictor to which later work reduces it (Schneider et al., "Mutation is all you
/// need", 2021). Counts distinct networks: what was judged or is out is not proposed again. Its nearest
/// neighbour without a predictor: <see cref="LocalSearch{TGenotype,TFeedback}"/>.
/// </remarks>
public sealed class PredictorGuided<TGenotype, TFeedback> : ISearchStrategy<TGenotype, TFeedback>
    where TGenotype : notnull
{
    private readonly IEncodedSpace<TGenotype> _space;
    private readonly IPopulationRanking<TFeedback> _ranking;
    private readonly Func<TGenotype, double[]> _encoding;
    private readonly HashSet<TGenotype> _known = [];
    // The best first; of equals the first told.
    private readonly List<TGenotype> _best = [];
    private readonly List<TFeedback> _bestFeedback = [];
    private readonly List<double[]> _features = [];
    private readonly List<double> _targets = [];

    /// <summary>A guided search in a space.</summary>
    /// <param name="space">Where mutations are taken, and what turns networks into numbers.</param>
    /// <param name="ranking">Which is best, and the number that is forecast.</param>
    /// <param name="predictor">What forecasts; null for BANANAS' ensemble.</param>
    /// <param name="settings">How it proposes.</param>
    /// <param name="encoding">What the predictor reads of a network; null for the space's own
    /// features.</param>
    public PredictorGuided(
        IEncodedSpace<TGenotype> space, IPopulationRanking<TFeedback> ranking, IPredictor? predictor = null,
        PredictorGuidedSettings? settings = null, Func<TGenotype, double[]>? encoding = null)
    {
        (_space, _ranking, _encoding) = (space, ranking, encoding ?? space.Features);
        (Predictor, Settings) = (predictor ?? new MlpEnsemble(), settings ?? new());
        Settings.Check();
    }

    /// <summary>What forecasts.</summary>
    public IPredictor Predictor { get; }

    /// <summary>How it proposes.</summary>
    public PredictorGuidedSettings Settings { get; }

    /// <inheritdoc/>
    public string Description =>
        $"predictor-guided ({Predictor.Description}; {Settings.Initial} initial, {Settings.RoundSize} a "
        + $"round, {Settings.Candidates} mutations of the best {Settings.Parents}"
        + (Settings.MostMutations > 1 ? $", up to {Settings.MostMutations} at once" : "")
        + (Settings.RandomCandidates > 0 ? $" and {Settings.RandomCandidates} random ones" : "")
        + $", {Settings.Acquisition})";

    /// <inheritdoc/>
    public bool CountsRepeats => false;

    /// <inheritdoc/>
    public TGenotype Best => _best.Count > 0 ? _best[0] : throw new InvalidOperationException(
        "No trial has succeeded yet, so there is no best: tell the strategy of one.");

    private int FewestRows => Math.Max(Settings.Initial, Predictor.FewestRows);

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng) => Ask(rng, []);

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng, IReadOnlyList<TGenotype> pending)
    {
        var seen = new HashSet<TGenotype>(pending);
        if (_targets.Count < FewestRows)
            return DrawsOrAny(Math.Max(FewestRows - _targets.Count - pending.Count, 1), seen, rng);
        var candidates = Candidates(seen, rng);
        if (candidates.Count == 0)
            return DrawsOrAny(Settings.RoundSize, seen, rng);
        var fit = Predictor.Fit(_features, _targets, rng.Split("fit"));
        // Stable: of equals the first candidate.
        return
        [
            .. candidates
                .Select(candidate => (candidate, Worth: Worth(fit.Predict(_encoding(candidate)), rng)))
                .OrderByDescending(pair => pair.Worth).Take(Settings.RoundSize)
                .Select(pair => pair.candidate),
        ];
    }

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<TGenotype, TFeedback>> round)
    {
        foreach (var trial in round)
        {
            if (!_known.Add(trial.Genotype) || trial.Status != TrialStatus.Done)
                continue;
            Insert(trial.Genotype, trial.Feedback!);
            double merit = _ranking.Merit(trial.Feedback!);
            // Feedback that breaks a constraint has none.
            if (!double.IsFinite(merit))
                continue;
            _features.Add(_encoding(trial.Genotype));
            _targets.Add(merit);
        }
    }

    private void Insert(TGenotype genotype, TFeedback feedback)
    {
        int place = _best.Count;
        while (place > 0 && _ranking.Compare(feedback, _bestFeedback[place - 1]) > 0)
            place--;
        if (place == Settings.Parents)
            return;
        _best.Insert(place, genotype);
        _bestFeedback.Insert(place, feedback);
        if (_best.Count <= Settings.Parents)
            return;
        _best.RemoveAt(Settings.Parents);
        _bestFeedback.RemoveAt(Settings.Parents);
    }

    private double Worth(ScoreEstimate forecast, Rng rng) => Settings.Acquisition switch
    {
        Acquisition.IndependentThompson => forecast.Mean + forecast.Sd * rng.NextNormal(),
        Acquisition.UpperBound => forecast.Mean + forecast.Sd / 2,
        _ => forecast.Mean,
    };

    private List<TGenotype> Candidates(HashSet<TGenotype> seen, Rng rng)
    {
        var candidates = new List<TGenotype>();
        foreach (var parent in _best)
        {
            for (int i = 0; i < Settings.Candidates && candidates.Count < Settings.Candidates; i++)
            {
                var child = parent;
                for (int step = i % Settings.MostMutations; step >= 0; step--)
                    child = _space.Mutate(child, rng);
                if (!_known.Contains(child) && seen.Add(child))
                    candidates.Add(child);
            }
        }
        if (Settings.RandomCandidates > 0)
            candidates.AddRange(Draws(Settings.RandomCandidates, seen, rng.Split("random")));
        return candidates;
    }

    // A small space runs out of unseen members.
    private List<TGenotype> DrawsOrAny(int count, HashSet<TGenotype> seen, Rng rng) =>
        Draws(count, seen, rng) is { Count: > 0 } draws ? draws : [_space.Sample(rng)];

    // Distinct and unseen, while a hundred attempts each find some.
    private List<TGenotype> Draws(int count, HashSet<TGenotype> seen, Rng rng)
    {
        const int Attempts = 100;
        var draws = new List<TGenotype>();
        for (int i = 0; i < Attempts * count && draws.Count < count; i++)
        {
            var draw = _space.Sample(rng);
            if (!_known.Contains(draw) && seen.Add(draw))
                draws.Add(draw);
        }
        return draws;
    }
}
