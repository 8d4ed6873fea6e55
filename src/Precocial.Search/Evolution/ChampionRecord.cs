using System.Runtime.InteropServices;

namespace Precocial.Search;

/// <summary>Keeps the best network so far, by <see cref="ChampionSettings"/>.</summary>
internal sealed class ChampionRecord<TGenotype, TFeedback>(ChampionSettings settings)
    where TGenotype : notnull
{
    private readonly List<Champion<TGenotype, TFeedback>> _history = [];

    /// <summary>The champion after each of the last generations, at most <see cref="ChampionSettings.Every"/>
    /// of them, oldest first.</summary>
    public IReadOnlyList<Champion<TGenotype, TFeedback>> History => _history;

    /// <summary>The champion; null before any network has succeeded.</summary>
    public Champion<TGenotype, TFeedback>? Current => _history.Count == 0 ? null : _history[^1];

    /// <summary>Puts back what <see cref="History"/> was.</summary>
    public void Restore(IEnumerable<Champion<TGenotype, TFeedback>> history)
    {
        _history.Clear();
        _history.AddRange(history);
    }

    /// <summary>Takes note of a generation's best.</summary>
    /// <param name="best">It, with the merit of its generation; null when all failed.</param>
    /// <param name="generation">The generation.</param>
    /// <param name="retest">Judges a network under fresh conditions: its mean merit.</param>
    public void Offer(Champion<TGenotype, TFeedback>? best, int generation, Func<TGenotype, double> retest)
    {
        if (best is null && Current is null)
            return;
        if (settings.Faithful)
            OfferFaithfully(best, generation, retest);
        else
            Append(Challenged(best, generation, retest));
    }

    private Champion<TGenotype, TFeedback> Challenged(
        Champion<TGenotype, TFeedback>? best, int generation, Func<TGenotype, double> retest)
    {
        if (best is null || (Current is not null && (generation + 1) % settings.Every != 0))
            return Current!;
        var challenger = best with { Merit = retest(best.Genotype) };
        return Current is null || challenger.Merit > Current.Merit ? challenger : Current;
    }

    private void OfferFaithfully(
        Champion<TGenotype, TFeedback>? best, int generation, Func<TGenotype, double> retest)
    {
        var before = Current;
        bool isNew = best is not null && (before is null || best.Merit > before.Merit);
        Append(isNew ? best! : before!);
        if (!isNew || before is null || generation % settings.Every != 0)
            return;
        double merit = retest(best!.Genotype);
        if (merit > before.Merit)
            _history[^1] = best with { Merit = merit };
        else
            CollectionsMarshal.AsSpan(_history).Fill(_history[0]);
    }

    private void Append(Champion<TGenotype, TFeedback> champion)
    {
        if (_history.Count == settings.Every)
            _history.RemoveAt(0);
        _history.Add(champion);
    }
}
