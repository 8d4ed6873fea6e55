namespace Precocial.Tensors.Tests;

public sealed class RngTests
{
    [Fact]
    public void NextUInt64_OfSeed42_IsXoshiro256StarStar()
    {
        // From an independent implementation of the published algorithm, seeded by SplitMix64.
        var rng = new Rng(42);

        rng.NextUInt64().ShouldBe(1546998764402558742UL);
        rng.NextUInt64().ShouldBe(6990951692964543102UL);
        rng.NextUInt64().ShouldBe(12544586762248559009UL);
    }

    [Fact]
    public void Split_DependsOnTheSeedAndTheNumberAlone()
    {
        Rng fresh = new(7), used = new(7);
        used.NextUInt64();

        used.Split(3).NextUInt64().ShouldBe(fresh.Split(3).NextUInt64());
        used.Split("weights").NextUInt64().ShouldBe(fresh.Split("weights").NextUInt64());
        fresh.Split(3).NextUInt64().ShouldNotBe(fresh.Split(4).NextUInt64());
        new Rng(8).Split(3).NextUInt64().ShouldNotBe(fresh.Split(3).NextUInt64());
    }

    [Fact]
    public void Next_OfABound_ReachesEachNumberAboutAsOften()
    {
        var rng = new Rng(1);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[rng.Next(7)]++;

        // 4.5 standard deviations of a count: 4.5·√(70,000·6/49) = 417.
        counts.ShouldAllBe(count => Math.Abs(count - 10_000) < 417);
    }

    [Fact]
    public void NextNormal_HasMeanZeroAndVarianceOne()
    {
        var rng = new Rng(2);
        double[] values = [.. Enumerable.Range(0, 40_000).Select(_ => rng.NextNormal())];

        // 4 standard deviations: of the mean 4/√40,000, of the variance 4·√(2/40,000).
        values.Average().ShouldBe(0, 0.02);
        values.Average(value => value * value).ShouldBe(1, 0.0283);
    }

    [Fact]
    public void NextSingle_StaysBelowOne()
    {
        var rng = new Rng(3);
        for (int i = 0; i < 10_000; i++)
            rng.NextSingle().ShouldBeInRange(0, 0.99999994f);
    }

    [Fact]
    public void Shuffle_KeepsEveryElement()
    {
        int[] values = [.. Enumerable.Range(0, 100)];
        new Rng(4).Shuffle<int>(values);

        values.ShouldNotBe(Enumerable.Range(0, 100));
        values.Order().ShouldBe(Enumerable.Range(0, 100));
    }

    [Fact]
    public void Next_WithoutABound_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Rng(1).Next(0));
}
