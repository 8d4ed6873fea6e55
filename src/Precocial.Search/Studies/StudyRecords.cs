using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Some lines of a study's log, each kind in the order in which they happened.</summary>
/// <param name="Proposals">What the strategy asked for; sequence numbers go up by one from the last one
/// recorded.</param>
/// <param name="Results">What became of candidates that are among the proposals so far.</param>
/// <param name="Events">What else happened: started, resumed, finished, interrupted.</param>
public sealed record StudyRecords(
    IReadOnlyList<ProposalRecord> Proposals, IReadOnlyList<ResultRecord> Results,
    IReadOnlyList<StudyEvent> Events);

/// <summary>One proposal.</summary>
/// <param name="Sequence">Its number in the study, from 0.</param>
/// <param name="Key">Hash of the network's structure.</param>
/// <param name="Fidelity">How closely it is judged, for example <c>epochs-4</c>.</param>
/// <param name="Genotype">The genotype as the space encodes it.</param>
/// <param name="Graph">The network; null when read back from a log that keeps no graphs.</param>
public sealed record ProposalRecord(int Sequence, string Key, string Fidelity, string Genotype,
    ArchitectureGraph? Graph);

/// <summary>What became of one candidate.</summary>
/// <param name="Key">As in the proposal.</param>
/// <param name="Fidelity">As in the proposal.</param>
/// <param name="Status">Done, Infeasible or Failed.</param>
/// <param name="Value">The feedback as JSON, numbers written so that they read back to the same bits; null
/// unless Done.</param>
/// <param name="Message">Which limit was broken, or why it failed; null when Done.</param>
/// <param name="Started">When the evaluation began.</param>
/// <param name="Duration">How long it took; zero for an infeasible one.</param>
public sealed record ResultRecord(
    string Key, string Fidelity, TrialStatus Status, string? Value, string? Message, DateTimeOffset Started,
    TimeSpan Duration);

/// <summary>Something that happened to the study as a whole.</summary>
/// <param name="Kind">started, resumed, finished or interrupted.</param>
/// <param name="Json">Details, one JSON object.</param>
public sealed record StudyEvent(string Kind, string Json);

/// <summary>The state of an evaluator after it prepared a round.</summary>
/// <param name="Round">Which, from 0.</param>
/// <param name="Bytes">What <see cref="IEvaluator{TFeedback}.Save"/> gave.</param>
public sealed record RoundState(int Round, byte[] Bytes);

/// <summary>What a log holds when it is opened.</summary>
/// <param name="Proposals">In order, numbered 0, 1, 2, ....</param>
/// <param name="Results">One for each candidate judged so far, in any order.</param>
public sealed record StudyHistory(IReadOnlyList<ProposalRecord> Proposals,
    IReadOnlyList<ResultRecord> Results)
{
    /// <summary>A study that has not begun.</summary>
    public static StudyHistory Empty { get; } = new([], []);
}
