using Precocial.Search;

namespace Precocial.Experiments.Tests;

public sealed class StudyRowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Ledger _ledger;
    private readonly StudyRows _rows;

    public StudyRowsTests()
    {
        _ledger = Ledger.OpenOrCreate(_folder.At("study.db"), new WorkerIdentity("host", 1));
        _rows = _ledger.Begin(new StudySpec("search", new StudySettings("{}", Seed: 7, Window: 4), "0.1.0"));
    }

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Finish_AfterAnotherLease_ChangesNothing()
    {
        long late = _rows.Lease("k", "f");
        long newer = _rows.Lease("k", "f");
        newer.ShouldBeGreaterThan(late);
        _rows.Finish("k", "f", late, "done", "1", TimeSpan.Zero).ShouldBeFalse();
        _rows.Find("k", "f").ShouldBeNull();
        _rows.Finish("k", "f", newer, "done", "2", TimeSpan.Zero).ShouldBeTrue();
        _rows.Find("k", "f").ShouldBe("2");
    }

    [Fact]
    public void Finish_Twice_KeepsTheFirst()
    {
        long token = _rows.Lease("k", "f");
        _rows.Finish("k", "f", token, "done", "1", TimeSpan.Zero);
        _rows.Finish("k", "f", token, "done", "2", TimeSpan.Zero).ShouldBeFalse();
        _rows.Find("k", "f").ShouldBe("1");
    }

    [Fact]
    public void Candidates_AfterWork_TellStateAttemptsAndDuration()
    {
        _rows.Lease("k", "f");
        long token = _rows.Lease("k", "f");
        _rows.Finish("k", "f", token, "failed", "\"diverged\"", TimeSpan.FromSeconds(2));
        CandidateRecord record = _rows.Candidates().ShouldHaveSingleItem();
        record.State.ShouldBe("failed");
        record.Attempts.ShouldBe(2);
        record.Duration.TotalSeconds.ShouldBe(2, tolerance: 0.01);
    }

    [Fact]
    public void Finish_FromManyThreads_LosesNothing()
    {
        Parallel.For(0, 64, i =>
        {
            string key = $"k{i}";
            _rows.Finish(key, "f", _rows.Lease(key, "f"), "done", $"{i}", TimeSpan.Zero).ShouldBeTrue();
        });
        for (int i = 0; i < 64; i++)
            _rows.Find($"k{i}", "f").ShouldBe($"{i}");
        _ledger.List()[0].Done.ShouldBe(64);
    }

    [Fact]
    public void Checkpoint_Newer_ReplacesOlderAndItsBytes()
    {
        _rows.Checkpoints.Save("k", "f", epoch: 1, [1, 2, 3]);
        _rows.Checkpoints.Save("k", "f", epoch: 2, [4, 5]);
        (int Epoch, byte[] State)? newest = _rows.Checkpoints.Newest("k", "f");
        newest!.Value.Epoch.ShouldBe(2);
        newest.Value.State.ShouldBe([4, 5]);
        Directory.EnumerateFiles(_folder.At("artifacts"), "*", SearchOption.AllDirectories).Count().ShouldBe(
            1);
    }

    [Fact]
    public void Checkpoint_DamagedOnDisk_IsNotFound()
    {
        _rows.Checkpoints.Save("k", "f", epoch: 1, [1, 2, 3]);
        string file = Directory.EnumerateFiles(_folder.At("artifacts"), "*", SearchOption.AllDirectories)
            .Single();
        File.WriteAllBytes(file, [9]);
        _rows.Checkpoints.Newest("k", "f").ShouldBeNull();
    }

    [Fact]
    public void Checkpoint_SharedBytes_StayWhileSomebodyNamesThem()
    {
        _rows.Checkpoints.Save("a", "f", epoch: 1, [1]);
        _rows.Checkpoints.Save("b", "f", epoch: 1, [1]);
        _rows.Checkpoints.Save("a", "f", epoch: 2, [2]);
        _rows.Checkpoints.Newest("b", "f")!.Value.State.ShouldBe([1]);
    }
}
