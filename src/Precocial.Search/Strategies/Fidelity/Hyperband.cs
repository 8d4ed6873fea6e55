using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Many networks trained briefly, few trained long: brackets of successive halving, from the boldest
/// to the most patient, around any strategy that proposes new networks.</summary>
/// <remarks>
/// Source: Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar, "Hyperband", JMLR 2018, algorithm 1.
/// <list type="number">
/// <item>For each bracket in turn: n networks, proposed by the strategy inside, are trained r epochs.</item>
/// <item>The best 1/η go on to r·η epochs, and so on until R.</item>
/// <item>After the last bracket the first begins again.</item>
/// </list>
/// With random search inside, this is the paper's. Scores after 1 and after 27 epochs cannot be compared, so
/// a strategy inside learns from the bottom rung of one bracket alone: each bracket has its own, over all its
/// turns. Exact counts: an infeasible network is replaced, a failed one counts. While a rung waits for its
/// last results (a study with a window above 1), the next bracket begins. With one bracket this is successive
/// halving: <see cref="SuccessiveHalving"/>. Its nearest neighbour: <see cref="Asha{TGenotype,TFeedback}"/>,
/// which waits for nothing.
/// </remarks>
public sealed class Hyperband<TGenotype, TFeedback> : ISearchStrategy<Staged<TGenotype>, TFeedback>
    where TGenotype : notnull
{
    private readonly IRanking<TFeedback> _ranking;
    private readonly ISearchStrategy<TGenotype, TFeedback>[] _inside;
    private readonly StagedIncumbent<TGenotype, TFeedback> _incumbent;
    private readonly List<Competition<TGenotype, TFeedback>> _competitions = [];
    private readonly int[] _proposed;
    private int _firstOpen;

    /// <summary>Brackets around strategies.</summary>
    /// <param name="inside">Makes the strategy that proposes new networks: called once for each
    /// bracket.</param>
    /// <param name="ranking">Who goes on.</param>
    /// <param name="brackets">In the order in which they are run: <see cref="Brackets.For"/>.</param>
    public Hyperband(
        Func<ISearchStrategy<TGenotype, TFeedback>> inside, IRanking<TFeedback> ranking,
        ImmutableArray<Bracket> brackets)
    {
        ArgumentOutOfRangeException.ThrowIfZero(brackets.Length);
        (_ranking, _incumbent, Brackets) = (ranking, new(ranking), brackets);
        _inside = [.. brackets.Select(_ => inside())];
        _proposed = new int[brackets.Length];
    }

    /// <summary>The brackets.</summary>
    public ImmutableArray<Bracket> Brackets { get; }

    /// <inheritdoc/>
    public string Description => $"brackets {string.Join("; ", Brackets)} around {_inside[0].Description}";

    /// <inheritdoc/>
    public Staged<TGenotype> Best => _incumbent.Genotype;

    /// <inheritdoc/>
    public IReadOnlyList<Staged<TGenotype>> Ask(Rng rng) => Ask(rng, []);

    /// <inheritdoc/>
    public IReadOnlyList<Staged<TGenotype>> Ask(Rng rng, IReadOnlyList<Staged<TGenotype>> pending)
    {
        for (int number = _firstOpen; ; number++)
        {
            int Pending(int epochs) => pending.Count(p => p.Bracket == number && p.Epochs == epochs);
            var competition = number < _competitions.Count ? _competitions[number] : null;
            if (competition?.Next(Pending) is var (genotype, epochs))
                return [new(genotype, epochs, number)];
            var bottom = Brackets[number % Brackets.Length].Rungs[0];
            int room = (competition?.Room(0) ?? bottom.Count) - Pending(bottom.Epochs);
            if (room > 0)
                return [.. New(number, pending, rng).Take(room)];
        }
    }

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<Staged<TGenotype>, TFeedback>> round)
    {
        foreach (var trial in round)
        {
            _incumbent.Offer(trial);
            int number = trial.Genotype.Bracket, kind = number % Brackets.Length;
            while (_competitions.Count <= number)
                _competitions.Add(new(Brackets[_competitions.Count % Brackets.Length], _ranking));
            _competitions[number].Tell(trial);
            if (trial.Genotype.Epochs == Brackets[kind].Rungs[0].Epochs)
                _inside[kind].Tell([trial.Unstaged(_proposed[kind]++)]);
            while (_firstOpen < _competitions.Count && _competitions[_firstOpen].IsDone)
                _firstOpen++;
        }
    }

    private IEnumerable<Staged<TGenotype>> New(int number, IReadOnlyList<Staged<TGenotype>> pending, Rng rng)
    {
        int kind = number % Brackets.Length, epochs = Brackets[kind].Rungs[0].Epochs;
        TGenotype[] others =
        [
            .. pending.Where(p => p.Bracket % Brackets.Length == kind && p.Epochs == epochs)
                .Select(p => p.Genotype),
        ];
        return _inside[kind].Ask(rng, others)
            .Select(genotype => new Staged<TGenotype>(genotype, epochs, number));
    }
}
