namespace Precocial.Search;

/// <summary>The best trial that a strategy was told of; of equals the first.</summary>
internal sealed class Incumbent<TGenotype, TFeedback>(IRanking<TFeedback> ranking)
    where TGenotype : notnull
{
    private Trial<TGenotype, TFeedback>? _best;

    public TGenotype Genotype => _best is { } best
        ? best.Genotype
        : throw new InvalidOperationException(
            "No trial has succeeded yet, so there is no best: tell the strategy of one.");

    public void Offer(in Trial<TGenotype, TFeedback> trial)
    {
        if (trial.Status != TrialStatus.Done)
            return;
        if (_best is not { } best || ranking.Compare(trial.Feedback!, best.Feedback!) > 0)
            _best = trial;
    }
}
