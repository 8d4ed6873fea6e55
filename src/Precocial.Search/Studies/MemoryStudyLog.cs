namespace Precocial.Search;

/// <summary>A study's log in memory: kept for as long as the object is, and enough to resume from within a
/// process.</summary>
public sealed class MemoryStudyLog : IStudyLog
{
    private readonly List<ProposalRecord> _proposals = [];
    private readonly Dictionary<(string Key, string Fidelity), ResultRecord> _results = [];
    private readonly List<StudyEvent> _events = [];
    private StudySettings? _settings;
    private RoundState? _state;

    /// <summary>What was proposed, in order.</summary>
    public IReadOnlyList<ProposalRecord> Proposals => _proposals;

    /// <summary>What was found: one result a candidate.</summary>
    public IReadOnlyCollection<ResultRecord> Results => _results.Values;

    /// <summary>What else happened, in order.</summary>
    public IReadOnlyList<StudyEvent> Events => _events;

    /// <inheritdoc/>
    public ValueTask<StudyHistory> OpenAsync(StudySettings settings, CancellationToken cancellationToken)
    {
        _settings ??= settings;
        if (_settings != settings)
        {
            throw new SearchException(
                $"The log holds a study with the settings {_settings.Json}, seed {_settings.Seed}, "
                + $"window {_settings.Window}, but this one has {settings.Json}, seed "
                + $"{settings.Seed}, window {settings.Window}. Use the same settings, or a new log.");
        }
        return new(new StudyHistory([.. _proposals], [.. _results.Values]));
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(StudyRecords records, CancellationToken cancellationToken)
    {
        _proposals.AddRange(records.Proposals);
        foreach (var result in records.Results)
            _results.TryAdd((result.Key, result.Fidelity), result);
        _events.AddRange(records.Events);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask KeepAsync(RoundState state, CancellationToken cancellationToken)
    {
        _state = state;
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<RoundState?> StateAsync(CancellationToken cancellationToken) => new(_state);
}
