using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Asynchronous successive halving: whoever is among the best of its rung so far goes on at once,
/// and nobody waits for a rung to fill.</summary>
/// <remarks>
/// Source: Li, Jamieson, Rostamizadeh et al., "A system for massively parallel hyperparameter tuning", MLSys
/// 2020, algorithm 2. To propose:
/// <list type="number">
/// <item>From the highest rung but one down: of the networks judged there, the best ⌊count/η⌋; the best of
/// those that did not go on yet goes on to η times the epochs.</item>
/// <item>If there is none: a new network on the bottom rung, proposed by the strategy inside.</item>
/// </list>
/// What was judged is what the strategy was told of, which depends on the study's window and not on which
/// thread is fastest: in the paper a promotion depends on who happens to be finished. A failed network counts
/// as judged and goes nowhere. The strategy inside learns from the bottom rung. Its nearest neighbour:
/// <see cref="Hyperband{TGenotype,TFeedback}"/>.
/// </remarks>
public sealed class Asha<TGenotype, TFeedback> : ISearchStrategy<Staged<TGenotype>, TFeedback>
    where TGenotype : notnull
{
    private readonly ISearchStrategy<TGenotype, TFeedback> _inside;
    private readonly IRanking<TFeedback> _ranking;
    private readonly StagedIncumbent<TGenotype, TFeedback> _incumbent;
    private readonly LadderRung[] _rungs;
    private int _proposed;

    /// <summary>A ladder around a strategy.</summary>
    /// <param name="inside">Proposes the new networks; must be fresh.</param>
    /// <param name="ranking">Who goes on.</param>
    /// <param name="minEpochs">r: the epochs of the bottom rung.</param>
    /// <param name="maxEpochs">R: no rung has more.</param>
    /// <param name="eta">η: one in so many goes on; at least 2. The paper takes 4.</param>
    public Asha(
        ISearchStrategy<TGenotype, TFeedback> inside, IRanking<TFeedback> ranking, int minEpochs,
        int maxEpochs, int eta = 4)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minEpochs);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEpochs, minEpochs);
        ArgumentOutOfRangeException.ThrowIfLessThan(eta, 2);
        (_inside, _ranking, _incumbent, Eta) = (inside, ranking, new(ranking), eta);
        var epochs = ImmutableArray.CreateBuilder<int>();
        for (long e = minEpochs; e <= maxEpochs; e *= eta)
            epochs.Add((int)e);
        Epochs = epochs.ToImmutable();
        _rungs = [.. Epochs.Select(_ => new LadderRung())];
    }

    /// <summary>η: one in so many goes on.</summary>
    public int Eta { get; }

    /// <summary>The epochs of each rung, from the bottom up: r, r·η, r·η², ... up to R.</summary>
    public ImmutableArray<int> Epochs { get; }

    /// <inheritdoc/>
    public string Description =>
        $"asynchronous halving (eta {Eta}, epochs {string.Join(", ", Epochs)}) around {_inside.Description}";

    /// <inheritdoc/>
    public Staged<TGenotype> Best => _incumbent.Genotype;

    /// <inheritdoc/>
    public IReadOnlyList<Staged<TGenotype>> Ask(Rng rng) => Ask(rng, []);

    /// <inheritdoc/>
    public IReadOnlyList<Staged<TGenotype>> Ask(Rng rng, IReadOnlyList<Staged<TGenotype>> pending)
    {
        for (int rung = _rungs.Length - 2; rung >= 0; rung--)
        {
            var above = _rungs[rung + 1].Seen;
            foreach (var genotype in _rungs[rung].Leaders.Take(_rungs[rung].Seen.Count / Eta))
            {
                var next = new Staged<TGenotype>(genotype, Epochs[rung + 1]);
                if (!above.Contains(genotype) && !pending.Contains(next))
                    return [next];
            }
        }
        TGenotype[] others = [.. pending.Where(p => p.Epochs == Epochs[0]).Select(p => p.Genotype)];
        return [new(_inside.Ask(rng, others)[0], Epochs[0])];
    }

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<Staged<TGenotype>, TFeedback>> round)
    {
        foreach (var trial in round)
        {
            _incumbent.Offer(trial);
            if (trial.Genotype.Epochs == Epochs[0])
                _inside.Tell([trial.Unstaged(_proposed++)]);
            if (trial.Status != TrialStatus.Infeasible)
                _rungs[Epochs.IndexOf(trial.Genotype.Epochs)].Add(trial, _ranking);
        }
    }

    // A network proposed twice stands on a rung once.
    private sealed class LadderRung
    {
        private readonly List<TFeedback> _feedback = [];

        public HashSet<TGenotype> Seen { get; } = [];

        /// <summary>Whoever succeeded, the best first; of equals the first told.</summary>
        public List<TGenotype> Leaders { get; } = [];

        public void Add(in Trial<Staged<TGenotype>, TFeedback> trial, IRanking<TFeedback> ranking)
        {
            if (!Seen.Add(trial.Genotype.Genotype) || trial.Status != TrialStatus.Done)
                return;
            int place = Leaders.Count;
            while (place > 0 && ranking.Compare(trial.Feedback!, _feedback[place - 1]) > 0)
                place--;
            Leaders.Insert(place, trial.Genotype.Genotype);
            _feedback.Insert(place, trial.Feedback!);
        }
    }
}
