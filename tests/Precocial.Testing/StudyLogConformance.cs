using Precocial.Search;

namespace Precocial.Testing;

/// <summary>What every study log must do. Inherit, and say how to open one.</summary>
public abstract class StudyLogConformance
{
    private static readonly StudySettings s_settings = new("{\"space\":\"toy\"}", Seed: 7, Window: 4);

    /// <summary>Opens the same log again, as after a restart; the first call makes it.</summary>
    protected abstract IStudyLog Open();

    [Fact]
    public async Task OpenAsync_NewLog_IsEmpty()
    {
        var history = await Open().OpenAsync(s_settings, default);
        history.Proposals.ShouldBeEmpty();
        history.Results.ShouldBeEmpty();
    }

    [Fact]
    public async Task OpenAsync_AfterAppends_GivesBackEverything()
    {
        var log = Open();
        await log.OpenAsync(s_settings, default);
        await log.AppendAsync(new([Proposal(0, "a"), Proposal(1, "b")], [], [new("started", "{}")]), default);
        await log.AppendAsync(new([Proposal(2, "a")], [Done("b", "0.1"), Failed("a")], []), default);
        var history = await Open().OpenAsync(s_settings, default);
        history.Proposals.Select(p => (p.Sequence, p.Key, p.Fidelity, p.Genotype))
            .ShouldBe([(0, "a", "f", "genotype a"), (1, "b", "f", "genotype b"),
                (2, "a", "f", "genotype a")]);
        history.Results.OrderBy(r => r.Key).Select(r => (r.Key, r.Fidelity, r.Status, r.Value, r.Message))
            .ShouldBe(
        [
            ("a", "f", TrialStatus.Failed, null, "it threw"),
            ("b", "f", TrialStatus.Done, "0.1", null),
        ]);
    }

    [Fact]
    public async Task AppendAsync_SecondResult_IsDropped()
    {
        var log = Open();
        await log.OpenAsync(s_settings, default);
        await log.AppendAsync(new([Proposal(0, "a")], [Done("a", "1")], []), default);
        await log.AppendAsync(new([], [Done("a", "2")], []), default);
        var history = await Open().OpenAsync(s_settings, default);
        history.Results.ShouldHaveSingleItem().Value.ShouldBe("1");
    }

    [Fact]
    public async Task OpenAsync_OtherSettings_Throws()
    {
        await Open().OpenAsync(s_settings, default);
        foreach (var other in (StudySettings[])[s_settings with { Seed = 8 },
            s_settings with { Json = "{\"space\":\"other\"}" }])
            await Should.ThrowAsync<SearchException>(async () => await Open().OpenAsync(other, default));
    }

    [Fact]
    public async Task StateAsync_AfterKeeping_IsTheNewestState()
    {
        var log = Open();
        await log.OpenAsync(s_settings, default);
        (await log.StateAsync(default)).ShouldBeNull();
        await log.KeepAsync(new(3, [1, 2]), default);
        await log.KeepAsync(new(8, [4, 5, 6]), default);
        var again = Open();
        await again.OpenAsync(s_settings, default);
        var state = (await again.StateAsync(default)).ShouldNotBeNull();
        state.Round.ShouldBe(8);
        state.Bytes.ShouldBe([4, 5, 6]);
    }

    private static ProposalRecord Proposal(int sequence, string key)
    {
        var space = new ToySpace();
        return new(sequence, key, "f", $"genotype {key}",
            space.Decode(space.Sample(new Tensors.Rng((ulong)sequence))));
    }

    private static ResultRecord Done(string key, string value) =>
        new(key, "f", TrialStatus.Done, value, null, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1));

    private static ResultRecord Failed(string key) =>
        new(key, "f", TrialStatus.Failed, null, "it threw", DateTimeOffset.UnixEpoch,
            TimeSpan.FromSeconds(1));
}
