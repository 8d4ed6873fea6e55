namespace Precocial;

/// <summary>Where a running design is.</summary>
/// <param name="Phase">What is being done.</param>
/// <param name="Done">Steps of the phase that are done: evaluations, or epochs of all final
/// trainings.</param>
/// <param name="Total">Steps of the phase; null when time ends it.</param>
/// <param name="Best">The best validation accuracy of the phase; null before there is one.</param>
/// <param name="Elapsed">Since this run began.</param>
/// <param name="Remaining">Of the whole design, an estimate; null before there is one.</param>
/// <param name="Note">What the search is doing, in a few words; null where the phase says it.</param>
public readonly record struct DesignProgress(
    DesignPhase Phase, int Done, int? Total, double? Best, TimeSpan Elapsed, TimeSpan? Remaining,
    string? Note = null);

/// <summary>The parts of a design, in their order.</summary>
public enum DesignPhase
{
    /// <summary>The search.</summary>
    Search,

    /// <summary>Random search at equal cost.</summary>
    RandomSearch,

    /// <summary>A second look at the few best of each search.</summary>
    Promotion,

    /// <summary>The final training of the winner and of the baselines.</summary>
    FinalTraining,
}
