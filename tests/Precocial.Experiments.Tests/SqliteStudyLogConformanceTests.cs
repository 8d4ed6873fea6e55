using Precocial.Search;
using Precocial.Testing;

namespace Precocial.Experiments.Tests;

public sealed class SqliteStudyLogConformanceTests : StudyLogConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Ledger> _ledgers = [];

    public void Dispose()
    {
        foreach (Ledger ledger in _ledgers)
            ledger.Dispose();
        _folder.Dispose();
    }

    protected override IStudyLog Open()
    {
        var ledger = Ledger.OpenOrCreate(_folder.At("study.db"), new WorkerIdentity("host", 1));
        _ledgers.Add(ledger);
        return new SqliteStudyLog(ledger, "search", "0.1.0");
    }
}
