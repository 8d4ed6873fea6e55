namespace Precocial.Search;

/// <summary>Where a running study is.</summary>
/// <param name="Evaluations">How many evaluations are finished, those read from the log included.</param>
/// <param name="Total">How many there will be; null when the study ends by rounds or time.</param>
/// <param name="Infeasible">How many proposals broke a limit.</param>
/// <param name="Failed">How many evaluations failed.</param>
/// <param name="HasBest">Whether a network has been judged and told of yet.</param>
/// <param name="Best">The best feedback that the strategy was told of; default when
/// <paramref name="HasBest"/> is false.</param>
/// <param name="Fraction">The share of the study that is done, 0 to 1.</param>
/// <param name="Elapsed">Since this run began.</param>
/// <param name="Remaining">An estimate; null before there is one.</param>
public readonly record struct StudyProgress<TFeedback>(
    int Evaluations, int? Total, int Infeasible, int Failed, bool HasBest, TFeedback? Best, double Fraction,
    TimeSpan Elapsed, TimeSpan? Remaining);
