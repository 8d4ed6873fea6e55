using Precocial.Search;

namespace Precocial.Experiments.Tests;

public sealed class SqliteStudyLogTests : IDisposable
{
    private static readonly StudySettings Settings = new("""{"space":"macro"}""", Seed: 7, Window: 4);
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OpenAsync_NewLog_IsEmpty()
    {
        using Ledger ledger = Open();
        StudyHistory history = await Log(ledger).OpenAsync(Settings, default);
        history.Proposals.ShouldBeEmpty();
        history.Results.ShouldBeEmpty();
    }

    [Fact]
    public async Task AppendAsync_ThenReopened_GivesTheSameHistory()
    {
        ProposalRecord[] proposals =
            [new(0, "a", "epochs-4", "0 1", null), new(1, "b", "epochs-4", "1 1", null),
                new(2, "a", "epochs-4", "0 1", null)];
        ResultRecord[] results =
        [
            new("a", "epochs-4", TrialStatus.Done, "0.98765432109876543", null, Start,
                TimeSpan.FromMilliseconds(120)),
            new("b", "epochs-4", TrialStatus.Infeasible, null, "too many parameters", Start, TimeSpan.Zero),
        ];
        using (Ledger ledger = Open())
        {
            SqliteStudyLog log = Log(ledger);
            await log.OpenAsync(Settings, default);
            await log.AppendAsync(new(proposals, results, [new("started", "{}")]), default);
        }
        using Ledger again = Open();
        StudyHistory history = await Log(again).OpenAsync(Settings, default);
        history.Proposals.ShouldBe(proposals);
        history.Results.ShouldBe(results);
        StudySummary summary = again.List().ShouldHaveSingleItem();
        (summary.Proposals, summary.Done, summary.Infeasible, summary.State).ShouldBe((3, 1, 1, "running"));
    }

    [Fact]
    public async Task AppendAsync_SecondResult_IsDropped()
    {
        using Ledger ledger = Open();
        SqliteStudyLog log = Log(ledger);
        await log.OpenAsync(Settings, default);
        await log.AppendAsync(new([new(0, "a", "f", "0", null)], [Result("1")], []), default);
        await log.AppendAsync(new([], [Result("2")], []), default);
        (await log.OpenAsync(Settings, default)).Results.ShouldHaveSingleItem().Value.ShouldBe("1");
    }

    [Fact]
    public async Task AppendAsync_ProposalTwice_AddsNothingOfTheBatch()
    {
        using Ledger ledger = Open();
        SqliteStudyLog log = Log(ledger);
        await log.OpenAsync(Settings, default);
        await log.AppendAsync(new([new(0, "a", "f", "0", null)], [], []), default);
        await Should.ThrowAsync<StudyException>(async () =>
            await log.AppendAsync(new([new(1, "b", "f", "1", null), new(0, "c", "f", "2", null)], [], []),
                default));
        (await log.OpenAsync(Settings, default)).Proposals.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task AppendAsync_Finished_ConcludesTheStudy()
    {
        using Ledger ledger = Open();
        SqliteStudyLog log = Log(ledger);
        await log.OpenAsync(Settings, default);
        await log.AppendAsync(new([], [], [new("finished", "{}")]), default);
        ledger.List()[0].State.ShouldBe("done");
    }

    [Fact]
    public async Task OpenAsync_OtherWindow_IsAnotherStudy()
    {
        using Ledger ledger = Open();
        await Log(ledger).OpenAsync(Settings, default);
        var e = await Should.ThrowAsync<SearchException>(async () =>
            await Log(ledger).OpenAsync(Settings with { Window = 1 }, default));
        e.Message.ShouldContain("window: 4 there, 1 asked for");
    }

    private static ResultRecord Result(string value) =>
        new("a", "f", TrialStatus.Done, value, null, Start, TimeSpan.Zero);

    private static SqliteStudyLog Log(Ledger ledger) => new(ledger, "search", "0.1.0");

    private Ledger Open() => Ledger.OpenOrCreate(_folder.At("study.db"), new WorkerIdentity("host", 1));
}
