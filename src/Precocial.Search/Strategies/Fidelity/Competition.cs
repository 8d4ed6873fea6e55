namespace Precocial.Search;

/// <summary>One bracket while it is run: who was judged on which rung, and who goes on.</summary>
internal sealed class Competition<TGenotype, TFeedback>
    where TGenotype : notnull
{
    private readonly IRanking<TFeedback> _ranking;
    private readonly List<Entry>[] _told;
    // By rung: who may take part, the best first; null while the rung below is not complete.
    private readonly TGenotype[]?[] _admitted;

    public Competition(Bracket bracket, IRanking<TFeedback> ranking)
    {
        (Bracket, _ranking) = (bracket, ranking);
        _told = [.. bracket.Rungs.Select(_ => new List<Entry>())];
        _admitted = new TGenotype[]?[bracket.Rungs.Length];
    }

    public Bracket Bracket { get; }

    public bool IsDone => Enumerable.Range(0, _told.Length).All(IsComplete);

    /// <summary>How many more may begin, when so many are out on the bottom rung.</summary>
    public int Room(int pending) => Bracket.Rungs[0].Count - _told[0].Count - pending;

    /// <summary>The next that goes on to a higher rung: its genotype and epochs; null for none.</summary>
    /// <param name="pending">How many of this bracket are out with so many epochs.</param>
    public (TGenotype Genotype, int Epochs)? Next(Func<int, int> pending)
    {
        for (int rung = 1; rung < _told.Length && _admitted[rung] is { } admitted; rung++)
        {
            int epochs = Bracket.Rungs[rung].Epochs, issued = _told[rung].Count + pending(epochs);
            if (issued < admitted.Length)
                return (admitted[issued], epochs);
        }
        return null;
    }

    /// <summary>Takes in a result. An infeasible network was not judged: another takes its place.</summary>
    public void Tell(in Trial<Staged<TGenotype>, TFeedback> trial)
    {
        if (trial.Status == TrialStatus.Infeasible)
            return;
        int rung = 0;
        while (Bracket.Rungs[rung].Epochs != trial.Genotype.Epochs)
            rung++;
        _told[rung].Add(new(trial.Genotype.Genotype, trial.Status == TrialStatus.Done, trial.Feedback));
        for (; rung + 1 < _told.Length && _admitted[rung + 1] is null && IsComplete(rung); rung++)
            _admitted[rung + 1] = Best(_told[rung], Bracket.Rungs[rung + 1].Count);
    }

    private bool IsComplete(int rung) =>
        _told[rung].Count >= (rung == 0 ? Bracket.Rungs[0].Count : _admitted[rung]?.Length ?? int.MaxValue);

    // Stable, so that of equals the first told goes on. What failed does not.
    private TGenotype[] Best(List<Entry> entries, int count) =>
    [
        .. entries.Where(entry => entry.Succeeded)
            .OrderByDescending(entry => entry.Feedback!, Comparer<TFeedback>.Create(_ranking.Compare))
            .Select(entry => entry.Genotype).Distinct().Take(count),
    ];

    private readonly record struct Entry(TGenotype Genotype, bool Succeeded, TFeedback? Feedback);
}
