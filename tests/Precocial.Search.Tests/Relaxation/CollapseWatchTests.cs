using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class CollapseWatchTests
{
    [Fact]
    public void Add_EigenvalueThatGrows_WarnsAfterTwoWindowsAndKeepsAlphaOfOneBefore()
    {
        var watch = Watch(new() { Window = 2, StopsAtEigenvalue = true, Skips = 7 });
        Mixture[] ends = Run(watch, [1, 1, 1, 1.2, 1.6, 9]);

        watch.Epochs.Select(e => e.Growth is { } g ? Math.Round(g, 3) : -1).ShouldBe([-1, -1, -1, 1.1, 1.4]);
        watch.Epochs[^1].Warning.ShouldBe("signs of collapse: the eigenvalue grew 1.40 times");
        watch.Epochs.SkipLast(1).ShouldAllBe(e => e.Warning == null);
        watch.Kept.ShouldBe(ends[2]);
    }

    [Fact]
    public void Add_WithoutStopping_WarnsAndGoesOn()
    {
        var watch = Watch(new() { Window = 2, Skips = 7 });
        Run(watch, [1, 1, 1, 1.2, 1.6, 9]);

        watch.Epochs.Count.ShouldBe(6);
        watch.Epochs.Count(e => e.Warning is not null).ShouldBe(2);
        watch.Kept.ShouldBeNull();
    }

    [Fact]
    public void Add_BeforeTheFirstEpochThatCounts_IsNoSign()
    {
        var watch = Watch(new() { Skips = 0, FirstEpoch = 3, StopsAtSkips = true });
        Mixture[] ends = Run(watch, [1, 1, 1, 1]);

        watch.Epochs.Count.ShouldBe(3);
        watch.Kept.ShouldBe(ends[1]);
    }

    [Fact]
    public void Add_EigenvaluesThatAreMissingOrNotPositive_HaveNoGrowth()
    {
        var watch = Watch(new() { Window = 1, Skips = 7 });
        Run(watch, [-1, 5, null, 5]);

        watch.Epochs.ShouldAllBe(e => e.Growth == null && e.Warning == null);
    }

    private static CollapseWatch Watch(CollapseGuard guard) =>
        new(SmallRelaxation.Space(), guard, roundsPerEpoch: 1);

    private static Mixture[] Run(CollapseWatch watch, double?[] eigenvalues)
    {
        var space = SmallRelaxation.Space();
        Mixture[] ends = [.. eigenvalues.Select((_, i) => space.Sample(new Rng((ulong)i)))];
        foreach (var (mixture, eigenvalue) in ends.Zip(eigenvalues))
            watch.Add(mixture, new AlphaGradient(1, 0.5, [], eigenvalue));
        return ends;
    }
}
