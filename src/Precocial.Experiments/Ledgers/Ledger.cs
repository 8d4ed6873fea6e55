using Microsoft.Data.Sqlite;
using Precocial.Search;

namespace Precocial.Experiments;

/// <summary>A file of studies: what was proposed, what was found, and where to go on after a crash.</summary>
/// <remarks>
/// The truth about a study; strategies are folds over it. One host, any number of threads; readers in other
/// processes are welcome at any time, and <see cref="RunLock"/> keeps a second runner out. Big things live
/// beside the file in an <see cref="ArtifactStore"/> (<c>artifacts/</c>) and the rows name them by hash.
/// </remarks>
public sealed class Ledger : IDisposable
{
    private readonly LedgerFile _file;
    private readonly WorkerIdentity _worker;

    private Ledger(LedgerFile file, WorkerIdentity worker)
    {
        _file = file;
        _worker = worker;
        Artifacts =
            new ArtifactStore(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file.Path)!,
            "artifacts"));
    }

    /// <summary>The file.</summary>
    public string Path => _file.Path;

    /// <summary>Where checkpoints and weights are kept: the folder <c>artifacts</c> beside the
    /// file.</summary>
    public ArtifactStore Artifacts { get; }

    /// <summary>Opens a ledger; makes it, and its folder, when there is none.</summary>
    /// <exception cref="StudyException">Not a ledger, a newer format, no permission, a full disk, a network
    /// disk.</exception>
    public static Ledger OpenOrCreate(string path, WorkerIdentity worker) =>
        new(LedgerFile.Open(path, create: true), worker);

    /// <summary>Opens a ledger that exists.</summary>
    /// <exception cref="StudyException">As for <see cref="OpenOrCreate"/>, or there is none.</exception>
    public static Ledger Open(string path, WorkerIdentity worker) =>
        new(LedgerFile.Open(path, create: false), worker);

    /// <summary>Begins a study, or goes on with the one that has this name and these settings.</summary>
    /// <exception cref="SearchException">There is a study of this name with other settings; the message says
    /// which.</exception>
    public StudyRows Begin(StudySpec spec)
    {
        _file.InTransaction(() =>
        {
            if (FindSpec(spec.Id) is { } existing)
                SpecDifference.ThrowIfAny(_file.Path, existing, spec);
            else
                Insert(spec);
        });
        return new StudyRows(_file, spec.Id, _worker, Artifacts);
    }

    /// <summary>A study that exists.</summary>
    /// <exception cref="StudyException">There is none of this name; the message lists those that
    /// are.</exception>
    public StudyRows Study(string id)
    {
        if (FindSpec(id) is not null)
            return new StudyRows(_file, id, _worker, Artifacts);
        string names = string.Join(", ", List().Select(s => s.Spec.Id));
        throw new StudyException(
            $"{_file.Path} has no study '{id}'. It has: {(names.Length > 0 ? names : "none")}.");
    }

    /// <summary>All studies of the file, oldest first.</summary>
    public IReadOnlyList<StudySummary> List() => _file.Query(
        """
        SELECT s.id, s.spec_json, s.seed, s.window_w, s.engine_version, s.state, s.created,
          (SELECT count(*) FROM proposal p WHERE p.study = s.id),
          (SELECT count(*) FROM candidate c WHERE c.study = s.id AND c.state = 'done'),
          (SELECT count(*) FROM candidate c WHERE c.study = s.id AND c.state = 'infeasible'),
          (SELECT count(*) FROM candidate c WHERE c.study = s.id AND c.state = 'failed')
        FROM study s ORDER BY s.created, s.rowid
        """,
        row => new StudySummary(
            ReadSpec(row), row.GetString(5), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
            row.GetInt32(7), row.GetInt32(8), row.GetInt32(9), row.GetInt32(10)));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private StudySpec? FindSpec(string id) => _file.Query(
        "SELECT id, spec_json, seed, window_w, engine_version FROM study WHERE id = @id", ReadSpec,
        ("@id", id))
        .FirstOrDefault();

    // A seed is unsigned and SQLite's integers are not: the bits are kept.
    private void Insert(StudySpec spec) => _file.Execute(
        "INSERT INTO study VALUES(@id, @json, @hash, @seed, @window, 'running', " + LedgerSchema.Now
            + ", @version)",
        ("@id", spec.Id), ("@json", spec.Settings.Json), ("@hash", spec.Settings.Hash),
        ("@seed", unchecked((long)spec.Settings.Seed)), ("@window", spec.Settings.Window),
        ("@version", spec.EngineVersion));

    private static StudySpec ReadSpec(SqliteDataReader row) => new(
        row.GetString(0), new StudySettings(row.GetString(1), unchecked((ulong)row.GetInt64(2)),
            row.GetInt32(3)),
        row.GetString(4));
}
