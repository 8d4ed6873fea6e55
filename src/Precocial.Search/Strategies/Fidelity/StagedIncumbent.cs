namespace Precocial.Search;

/// <summary>The best of those trained longest: a score after 27 epochs says more than one after 3, and cannot
/// be compared with it.</summary>
internal sealed class StagedIncumbent<TGenotype, TFeedback>(IRanking<TFeedback> ranking)
    where TGenotype : notnull
{
    private Trial<Staged<TGenotype>, TFeedback>? _best;

    public Staged<TGenotype> Genotype => _best is { } best
        ? best.Genotype
        : throw new InvalidOperationException(
            "No trial has succeeded yet, so there is no best: tell the strategy of one.");

    public void Offer(in Trial<Staged<TGenotype>, TFeedback> trial)
    {
        if (trial.Status != TrialStatus.Done)
            return;
        int longer = _best is { } best ? trial.Genotype.Epochs.CompareTo(best.Genotype.Epochs) : 1;
        if (longer > 0 || longer == 0 && ranking.Compare(trial.Feedback!, _best!.Value.Feedback!) > 0)
            _best = trial;
    }
}
