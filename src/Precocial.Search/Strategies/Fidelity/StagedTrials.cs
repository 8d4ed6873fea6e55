namespace Precocial.Search;

/// <summary>What a strategy inside another is told.</summary>
internal static class StagedTrials
{
    /// <summary>The trial without its stage.</summary>
    /// <param name="trial">As the study tells it.</param>
    /// <param name="sequence">Its number among those of the strategy inside.</param>
    public static Trial<TGenotype, TFeedback> Unstaged<TGenotype, TFeedback>(
        this in Trial<Staged<TGenotype>, TFeedback> trial, int sequence)
        where TGenotype : notnull =>
        new(sequence, trial.Genotype.Genotype, trial.Status, trial.Feedback, trial.Key, trial.Message);
}
