namespace Precocial.Experiments;

/// <summary>Work in progress on a study's candidates: the newest state of each, by epoch.</summary>
/// <remarks>The bytes are an artifact, and the row naming it is committed after it is on the disk: a crash
/// between the two leaves the older checkpoint valid. Only the newest is kept.</remarks>
public sealed class Checkpoints
{
    private readonly LedgerFile _file;
    private readonly StudyRows _study;
    private readonly ArtifactStore _artifacts;

    internal Checkpoints(LedgerFile file, StudyRows study, ArtifactStore artifacts) =>
        (_file, _study, _artifacts) = (file, study, artifacts);

    /// <summary>Keeps the state after an epoch, in place of earlier ones.</summary>
    /// <exception cref="StudyException">The disk is full or cannot be written; the earlier one is still
    /// there.</exception>
    public void Save(string key, string fidelity, int epoch, ReadOnlySpan<byte> state)
    {
        string hash = _artifacts.Put(state);
        List<string> old = [];
        _file.InTransaction(() =>
        {
            long candidate = _study.Ensure(key, fidelity, "");
            old = Blobs(candidate);
            _file.Execute("DELETE FROM checkpoint WHERE study = @study AND candidate = @candidate",
                ("@study", _study.Id), ("@candidate", candidate));
            _file.Execute(
                "INSERT INTO checkpoint SELECT @study, id, token, @epoch, @blob FROM candidate WHERE id = "
                    + "@candidate",
                ("@study", _study.Id), ("@candidate", candidate), ("@epoch", epoch), ("@blob", hash));
        });
        Discard(old, hash);
    }

    /// <summary>The newest state kept, and the epoch it was reached after; null when there is none.</summary>
    public (int Epoch, byte[] State)? Newest(string key, string fidelity)
    {
        foreach ((int epoch, string hash) in _file.Query(
            "SELECT k.epoch, k.blob_ref FROM checkpoint k JOIN candidate c ON c.id = k.candidate "
            + "WHERE k.study = @study AND c.key = @key AND c.fidelity = @fidelity ORDER BY k.epoch DESC",
            row => (row.GetInt32(0), row.GetString(1)),
            ("@study", _study.Id), ("@key", key), ("@fidelity", fidelity)))
        {
            if (_artifacts.Find(hash) is { } state)
                return (epoch, state);
        }
        return null;
    }

    /// <summary>Forgets what was kept of a candidate: it has its result.</summary>
    public void Clear(string key, string fidelity)
    {
        long candidate = _study.Ensure(key, fidelity, "");
        List<string> old = Blobs(candidate);
        _file.Execute("DELETE FROM checkpoint WHERE study = @study AND candidate = @candidate",
            ("@study", _study.Id), ("@candidate", candidate));
        Discard(old, kept: "");
    }

    private List<string> Blobs(long candidate) => _file.Query(
        "SELECT blob_ref FROM checkpoint WHERE study = @study AND candidate = @candidate",
        row => row.GetString(0), ("@study", _study.Id), ("@candidate", candidate));

    // An artifact may be shared with another candidate or study: only those that no row names are deleted.
    private void Discard(List<string> hashes, string kept)
    {
        foreach (string hash in hashes.Where(h => h != kept))
        {
            bool named = _file.Query("SELECT 1 FROM checkpoint WHERE blob_ref = @blob LIMIT 1",
                row => true, ("@blob", hash)).Count > 0;
            if (!named)
                _artifacts.Delete(hash);
        }
    }
}
