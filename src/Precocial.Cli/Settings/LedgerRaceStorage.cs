using Precocial.Experiments;

namespace Precocial.Cli;

/// <summary>One run of a race in a ledger of its own: FOLDER/METHOD-SEED/study.db.</summary>
internal sealed class LedgerRaceStorage(string folder, string method, ulong seed) : IRaceStorage
{
    private Ledger? _ledger;
    private RunLock? _running;

    public DesignStorage Open(DesignPlan plan)
    {
        string file = Path.Combine(folder, $"{method}-{seed}", StudyPath.FileName);
        _ledger = Ledger.OpenOrCreate(file, StudyPath.Worker);
        _running = RunLock.Take(file);
        StudyRows rows = _ledger.Begin(new StudySpec("design", plan.Identity, Product.Version));
        Ledger ledger = _ledger;
        return new DesignStorage(name => new SqliteStudyLog(ledger, name, Product.Version),
            new LedgerWorkLog(ledger, rows));
    }

    public void Dispose()
    {
        _running?.Dispose();
        _ledger?.Dispose();
    }
}
