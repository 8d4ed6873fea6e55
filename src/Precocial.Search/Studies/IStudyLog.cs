namespace Precocial.Search;

/// <summary>The append-only record of one study: what was proposed, in order, and what was found of each
/// candidate.</summary>
/// <remarks>
/// A study's state is a fold over its log: a run with the same settings replays the recorded results and goes
/// on where the log ends, to the same bytes. Results are keyed by candidate (network, fidelity) and there is
/// one of each, ever: a second result for the same candidate is dropped by the log, not an error. Proposals
/// may repeat a candidate. The study calls these methods one at a time, never two at once.
/// Implementations: <see cref="MemoryStudyLog"/>, and on SQLite in Precocial.Experiments.
/// </remarks>
public interface IStudyLog
{
    /// <summary>Starts the record, or finds that it was started before and gives back what it
    /// holds.</summary>
    /// <param name="settings">What the study's results depend on.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="SearchException">The log holds a study with other settings.</exception>
    ValueTask<StudyHistory> OpenAsync(StudySettings settings, CancellationToken cancellationToken);

    /// <summary>Adds what happened since the last call: all of it, or nothing. Durable when it
    /// returns.</summary>
    /// <remarks>Called at once for work that took long, and for many evaluations together when they are
    /// short. Proposals that the log already holds (same sequence number, after a resume) are not sent
    /// again.</remarks>
    ValueTask AppendAsync(StudyRecords records, CancellationToken cancellationToken);

    /// <summary>Keeps the state of an evaluator that prepares rounds, in place of the one before. Durable when
    /// it returns.</summary>
    ValueTask KeepAsync(RoundState state, CancellationToken cancellationToken);

    /// <summary>The newest state kept; null when there is none.</summary>
    ValueTask<RoundState?> StateAsync(CancellationToken cancellationToken);
}
