namespace Precocial.Search;

/// <summary>One proposal and what became of it.</summary>
/// <param name="Sequence">Its number in the study, from 0, in the order proposed.</param>
/// <param name="Genotype">What was proposed.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Feedback">What the evaluator said; default unless <paramref name="Status"/> is Done.</param>
/// <param name="Key">Hash of the network's structure; empty outside a study.</param>
/// <param name="Message">Which limit was broken, or why it failed; null when Done.</param>
/// <param name="Fidelity">How closely it was judged; empty outside a study.</param>
public readonly record struct Trial<TGenotype, TFeedback>(
    int Sequence, TGenotype Genotype, TrialStatus Status, TFeedback? Feedback, string Key = "",
    string? Message = null, string Fidelity = "");

/// <summary>What became of a proposal.</summary>
public enum TrialStatus
{
    /// <summary>Judged.</summary>
    Done,

    /// <summary>Breaks a limit; never trained, and not a failure.</summary>
    Infeasible,

    /// <summary>The evaluator threw or the training diverged.</summary>
    Failed,
}
