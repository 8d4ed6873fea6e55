using Microsoft.Data.Sqlite;
using Precocial.Search;

namespace Precocial.Experiments.Tests;

public sealed class LedgerTests : IDisposable
{
    private static readonly WorkerIdentity Worker = new("host", 1);
    private static readonly StudySpec Spec =
        new("search", new StudySettings("""{"budget":10}""", Seed: 7, Window: 4), "0.1.0");
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.At("study.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Begin_SameSpecAgain_GoesOnWithTheResults()
    {
        using (Ledger first = Ledger.OpenOrCreate(File, Worker))
        {
            StudyRows rows = first.Begin(Spec);
            rows.Finish("k", "f", rows.Lease("k", "f"), "done", "0.5", TimeSpan.Zero).ShouldBeTrue();
        }
        using Ledger second = Ledger.OpenOrCreate(File, Worker);
        second.Begin(Spec).Find("k", "f").ShouldBe("0.5");
    }

    [Fact]
    public void Begin_OtherSettings_NamesTheDifference()
    {
        using Ledger ledger = Ledger.OpenOrCreate(File, Worker);
        ledger.Begin(Spec);
        StudySpec other = Spec with { Settings = new("""{"budget":20}""", Seed: 8, Window: 4) };
        var e = Should.Throw<SearchException>(() => ledger.Begin(other));
        e.Message.ShouldContain("budget: 10 there, 20 asked for");
        e.Message.ShouldContain("seed: 7 there, 8 asked for");
        e.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void Begin_LargestSeed_ComesBack()
    {
        using Ledger ledger = Ledger.OpenOrCreate(File, Worker);
        ledger.Begin(Spec with { Settings = Spec.Settings with { Seed = ulong.MaxValue } });
        ledger.List()[0].Spec.Settings.Seed.ShouldBe(ulong.MaxValue);
    }

    [Fact]
    public void Open_NewerFormat_SaysSo()
    {
        Ledger.OpenOrCreate(File, Worker).Dispose();
        Sql("PRAGMA user_version=2");
        StudyException e = Should.Throw<StudyException>(() => Ledger.Open(File, Worker));
        e.Message.ShouldContain("format 2");
        e.Fault.ShouldBe(StudyFault.Input);
    }

    [Fact]
    public void Open_ForeignDatabase_IsRefusedAndLeftAlone()
    {
        Sql("CREATE TABLE customers(id)");
        Should.Throw<StudyException>(() =>
            Ledger.OpenOrCreate(File, Worker)).Message.ShouldContain("not a study");
        Sql("INSERT INTO customers VALUES(1)");
    }

    [Theory]
    [InlineData(
        "not a database at all, but long enough to have a header of one hundred bytes, which this text "
        + "does have")]
    [InlineData("x")]
    public void Open_NotADatabase_IsOneLine(string content)
    {
        System.IO.File.WriteAllText(File, content);
        StudyException e = Should.Throw<StudyException>(() => Ledger.Open(File, Worker));
        e.Message.ShouldContain("not a study");
        e.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void Open_Truncated_IsOneLine()
    {
        using (Ledger ledger = Ledger.OpenOrCreate(File, Worker))
            ledger.Begin(Spec);
        using (FileStream stream = System.IO.File.OpenWrite(File))
            stream.SetLength(stream.Length / 2);
        Should.Throw<StudyException>(() =>
        {
            using Ledger ledger = Ledger.Open(File, Worker);
            ledger.Begin(Spec).Candidates();
        }).Fault.ShouldBe(StudyFault.Input);
    }

    [Fact]
    public void Open_Absent_SaysThereIsNone() =>
        Should.Throw<StudyException>(() => Ledger.Open(File, Worker)).Message.ShouldContain("no study");

    [Fact]
    public void OpenOrCreate_UnderAFile_IsOneLine()
    {
        System.IO.File.WriteAllText(_folder.At("plain"), "");
        var e = Should.Throw<StudyException>(() =>
            Ledger.OpenOrCreate(_folder.At("plain", "study.db"), Worker));
        e.Message.ShouldContain("cannot be made");
        e.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void Write_FullDisk_KeepsWhatWasRecorded()
    {
        using (Ledger ledger = Ledger.OpenOrCreate(File, Worker))
        {
            StudyRows rows = ledger.Begin(Spec);
            rows.Finish("k", "f", rows.Lease("k", "f"), "done", "0.5", TimeSpan.Zero);
            // SQLite's own limit raises the same error as a disk without space.
            rows.File.Query("PRAGMA max_page_count=1", row => 0);
            var e = Should.Throw<StudyException>(() => rows.Note("big", new string('x', 1_000_000)));
            e.Message.ShouldContain("the disk is full");
            e.Fault.ShouldBe(StudyFault.Storage);
        }
        using Ledger again = Ledger.Open(File, Worker);
        again.Study("search").Find("k", "f").ShouldBe("0.5");
    }

    [Fact]
    public void Study_UnknownName_ListsThoseThatAre()
    {
        using Ledger ledger = Ledger.OpenOrCreate(File, Worker);
        ledger.Begin(Spec);
        Should.Throw<StudyException>(() => ledger.Study("other")).Message.ShouldContain("It has: search.");
    }

    private void Sql(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
