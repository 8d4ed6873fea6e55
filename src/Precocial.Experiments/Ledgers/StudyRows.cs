using Microsoft.Data.Sqlite;

namespace Precocial.Experiments;

/// <summary>One study's rows in a <see cref="Ledger"/>: proposals, candidates, results and
/// checkpoints.</summary>
/// <remarks>A candidate is known by (key, fidelity) and has one result, ever; whoever proposes it again gets
/// that one. States: ready → leased → done, failed or infeasible. A candidate that was being judged when the
/// process died stays leased, and the next runner, which holds the <see cref="RunLock"/>, simply begins it
/// again with a larger token. Thread-safe.</remarks>
public sealed partial class StudyRows
{
    private readonly LedgerFile _file;
    private readonly WorkerIdentity _worker;
    private readonly ArtifactStore _artifacts;

    internal StudyRows(LedgerFile file, string id, WorkerIdentity worker, ArtifactStore artifacts)
    {
        (_file, Id, _worker, _artifacts) = (file, id, worker, artifacts);
        Checkpoints = new Checkpoints(file, this, artifacts);
    }

    /// <summary>The study's name in the ledger.</summary>
    public string Id { get; }

    /// <summary>Work in progress, kept epoch by epoch.</summary>
    public Checkpoints Checkpoints { get; }

    /// <summary>Marks a candidate as being judged.</summary>
    /// <returns>The lease's token: larger than any before it for this candidate.</returns>
    public long Lease(string key, string fidelity, string architecture = "") =>
        Lease(Ensure(key, fidelity, architecture));

    /// <summary>Writes down a result, if the lease still holds.</summary>
    /// <returns>False when somebody else has leased or finished the candidate since; nothing is changed
    /// then.</returns>
    public bool Finish(string key, string fidelity, long token, string state, string value, TimeSpan duration)
    {
        bool kept = false;
        _file.InTransaction(() =>
        {
            long candidate = Ensure(key, fidelity, "");
            kept = _file.Execute(
                "UPDATE candidate SET state = @state, expires = NULL "
                + "WHERE id = @id AND token = @token AND state = 'leased'",
                ("@state", state), ("@id", candidate), ("@token", token)) == 1;
            if (kept)
                InsertResult(candidate, token, value, duration);
        });
        return kept;
    }

    /// <summary>The result of a candidate as JSON; null while there is none.</summary>
    public string? Find(string key, string fidelity) => _file.Query(
        "SELECT r.value_json FROM result r JOIN candidate c ON c.id = r.candidate "
        + "WHERE c.study = @study AND c.key = @key AND c.fidelity = @fidelity AND r.study = @study",
        row => row.GetString(0), ("@study", Id), ("@key", key), ("@fidelity", fidelity)).FirstOrDefault();

    /// <summary>Every candidate, in the order in which they were first asked for.</summary>
    public IReadOnlyList<CandidateRecord> Candidates() => _file.Query(
        """
        SELECT c.key, c.fidelity, c.arch_json, c.state, c.first_seq, c.attempts, r.value_json,
          r.ended - r.started
        FROM candidate c LEFT JOIN result r ON r.candidate = c.id AND r.study = c.study
        WHERE c.study = @study ORDER BY c.first_seq < 0, c.first_seq, c.id
        """,
        row => new CandidateRecord(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4),
            row.GetInt32(5),
            row.IsDBNull(6) ? null : row.GetString(6),
            TimeSpan.FromMilliseconds(row.IsDBNull(7) ? 0 : row.GetInt64(7))),
        ("@study", Id));

    /// <summary>Marks the study as finished; a rerun finds everything in it.</summary>
    public void Conclude() =>
        _file.Execute("UPDATE study SET state = 'done' WHERE id = @study", ("@study", Id));

    /// <summary>Appends to the study's diary.</summary>
    public void Note(string kind, string json) => _file.Execute(
        "INSERT INTO event SELECT @study, coalesce(max(n), -1) + 1, @kind, @json FROM event WHERE study = "
            + "@study",
        ("@study", Id), ("@kind", kind), ("@json", json));

    /// <summary>The newest entry of a kind in the study's diary; null when there is none.</summary>
    public string? LastNote(string kind) => _file.Query(
        "SELECT json FROM event WHERE study = @study AND kind = @kind ORDER BY n DESC LIMIT 1",
        row => row.GetString(0), ("@study", Id), ("@kind", kind)).FirstOrDefault();

    internal LedgerFile File => _file;

    internal long Lease(long candidate) => _file.Query(
        "UPDATE candidate SET state = 'leased', token = token + 1, attempts = attempts + 1, worker = @worker "
        + "WHERE id = @id AND state <> 'done' RETURNING token",
        row => row.GetInt64(0), ("@worker", _worker.Id), ("@id", candidate)).FirstOrDefault();

    internal long Ensure(string key, string fidelity, string architecture, int sequence = -1)
    {
        _file.Execute(
            "INSERT INTO candidate(study, key, fidelity, arch_json, state, first_seq) "
            + "VALUES(@study, @key, @fidelity, @arch, 'ready', @seq) ON CONFLICT DO NOTHING",
            ("@study", Id), ("@key", key), ("@fidelity", fidelity), ("@arch", architecture),
            ("@seq", sequence));
        return _file.Query(
            "SELECT id FROM candidate WHERE study = @study AND key = @key AND fidelity = @fidelity",
            row => row.GetInt64(0), ("@study", Id), ("@key", key), ("@fidelity", fidelity))[0];
    }

    internal void InsertResult(long candidate, long token, string value, TimeSpan duration) => _file.Execute(
        "INSERT INTO result VALUES(@study, @candidate, @token, @value, @worker, "
        + $"{LedgerSchema.Now} - @milliseconds, {LedgerSchema.Now}) ON CONFLICT DO NOTHING",
        ("@study", Id), ("@candidate", candidate), ("@token", token), ("@value", value),
        ("@worker", _worker.Id),
        ("@milliseconds", (long)duration.TotalMilliseconds));
}
