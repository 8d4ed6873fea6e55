using Precocial.Search;

namespace Precocial.Experiments;

/// <summary>A study's log in a <see cref="Ledger"/>: survives <c>kill -9</c> at any moment.</summary>
/// <remarks>Its nearest neighbour, <see cref="MemoryStudyLog"/>, forgets with the process.</remarks>
public sealed class SqliteStudyLog : IStudyLog
{
    // The shared weights of a study are one candidate's checkpoint, under a name that no network has.
    private const string StateKey = "shared weights", StateFidelity = "rounds";

    private readonly Ledger _ledger;
    private readonly string _id;
    private readonly string _engineVersion;
    private StudyRows? _rows;

    /// <summary>The log of the study named <paramref name="id"/> in a ledger.</summary>
    public SqliteStudyLog(Ledger ledger, string id, string engineVersion) =>
        (_ledger, _id, _engineVersion) = (ledger, id, engineVersion);

    /// <inheritdoc/>
    /// <exception cref="StudyException">The file cannot be read or written.</exception>
    public ValueTask<StudyHistory> OpenAsync(StudySettings settings, CancellationToken cancellationToken)
    {
        _rows = _ledger.Begin(new StudySpec(_id, settings, _engineVersion));
        return new(_rows.History());
    }

    /// <inheritdoc/>
    /// <exception cref="StudyException">The file cannot be written; nothing of <paramref name="records"/>
    /// is.</exception>
    public ValueTask AppendAsync(StudyRecords records, CancellationToken cancellationToken)
    {
        StudyRows rows = Opened();
        rows.File.InTransaction(() =>
        {
            foreach (ProposalRecord proposal in records.Proposals)
                rows.Propose(proposal);
            foreach (ResultRecord result in records.Results)
                rows.Record(result);
            foreach (StudyEvent happened in records.Events)
                rows.Note(happened.Kind, happened.Json);
            if (records.Events.Any(e => e.Kind == "finished"))
                rows.Conclude();
        });
        return default;
    }

    /// <inheritdoc/>
    /// <exception cref="StudyException">The file cannot be written.</exception>
    public ValueTask KeepAsync(RoundState state, CancellationToken cancellationToken)
    {
        Opened().Checkpoints.Save(StateKey, StateFidelity, state.Round, state.Bytes);
        return default;
    }

    /// <inheritdoc/>
    /// <exception cref="StudyException">The file cannot be read.</exception>
    public ValueTask<RoundState?> StateAsync(CancellationToken cancellationToken) =>
        new(Opened().Checkpoints.Newest(StateKey, StateFidelity) is { } kept
            ? new RoundState(kept.Epoch, kept.State) : null);

    private StudyRows Opened() =>
        _rows ?? throw new InvalidOperationException("Open the log before using it.");
}
