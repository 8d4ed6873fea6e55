namespace Precocial.Search;

/// <summary>Collects a study's records and hands them to its log: at once when work is slow, many together
/// when fast.</summary>
internal sealed class StudyJournal(IStudyLog log, TimeProvider time)
{
    // One write costs about a millisecond on a disk: at most 2 % of the time, and at most this much is lost
    // by a kill.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private const int Most = 1000;

    private List<ProposalRecord> _proposals = [];
    private List<ResultRecord> _results = [];
    private List<StudyEvent> _events = [];
    private long _last = time.GetTimestamp();

    public void Add(ProposalRecord record) => _proposals.Add(record);

    public void Add(ResultRecord record) => _results.Add(record);

    public void Add(StudyEvent record) => _events.Add(record);

    public ValueTask FlushIfDueAsync(CancellationToken cancellationToken) =>
        _proposals.Count + _results.Count >= Most || time.GetElapsedTime(_last) >= Interval
            ? FlushAsync(cancellationToken)
            : default;

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_proposals.Count + _results.Count + _events.Count == 0)
            return;
        var records = new StudyRecords(_proposals, _results, _events);
        (_proposals, _results, _events) = ([], [], []);
        await log.AppendAsync(records, cancellationToken).ConfigureAwait(false);
        _last = time.GetTimestamp();
    }
}
