using Precocial.Experiments;

namespace Precocial.Cli;

/// <summary>A design's work log in a ledger: results and checkpoints are artifacts that its rows
/// name.</summary>
internal sealed class LedgerWorkLog(Ledger ledger, StudyRows study) : IWorkLog
{
    public byte[]? Result(WorkItem item) =>
        study.Find(item.Key, item.Fidelity) is { } hash ? ledger.Artifacts.Find(hash.Trim('"')) : null;

    public void Finish(WorkItem item, byte[] result, TimeSpan duration)
    {
        // First the bytes, then the row that names them: a crash between the two costs the work, never its
        // integrity.
        string hash = ledger.Artifacts.Put(result);
        long token = study.Lease(item.Key, item.Fidelity);
        study.Finish(item.Key, item.Fidelity, token, "done", $"\"{hash}\"", duration);
        study.Checkpoints.Clear(item.Key, item.Fidelity);
    }

    public byte[]? Checkpoint(WorkItem item) => study.Checkpoints.Newest(item.Key, item.Fidelity)?.State;

    public void Keep(WorkItem item, int epoch, byte[] state) =>
        study.Checkpoints.Save(item.Key, item.Fidelity, epoch, state);
}
