namespace Precocial.Search.Tests;

public sealed class ChampionRecordTests
{
    [Fact]
    public void Offer_Sound_ComparesRetestsOnly()
    {
        var record = new ChampionRecord<string, Score>(new() { Every = 4 });
        // Lucky numbers decide nothing: a is re-tested at once, b and c at the end of their periods.
        Offer(record, 0, "a", merit: 90, retested: 50);
        Offer(record, 1, "lucky", merit: 99, retested: 0);
        record.Current!.Genotype.ShouldBe("a");
        Offer(record, 3, "b", merit: 95, retested: 49);
        record.Current!.Genotype.ShouldBe("a");
        Offer(record, 7, "c", merit: 51, retested: 51);
        record.Current!.Genotype.ShouldBe("c");
        record.Current.Merit.ShouldBe(51);
    }

    [Fact]
    public void Offer_Faithful_NewBestBetweenPeriodsIsBelieved()
    {
        var record = Faithful();
        Offer(record, 0, "a", merit: 10, retested: double.NaN);
        Offer(record, 1, "lucky", merit: 99, retested: double.NaN);
        Offer(record, 2, "b", merit: 98, retested: double.NaN);
        (record.Current!.Genotype, record.Current.Merit).ShouldBe(("lucky", 99));
    }

    [Fact]
    public void Offer_FaithfulConfirmed_KeepsTheRetestedMerit()
    {
        var record = Faithful();
        for (int generation = 0; generation < 4; generation++)
            Offer(record, generation, "a", merit: 10, retested: double.NaN);
        Offer(record, 4, "b", merit: 30, retested: 20);
        (record.Current!.Genotype, record.Current.Merit).ShouldBe(("b", 20));
        Offer(record, 5, "c", merit: 21, retested: double.NaN);
        record.Current!.Genotype.ShouldBe("c");
    }

    [Fact]
    public void Offer_FaithfulNotConfirmed_GoesBackAPeriod()
    {
        var record = Faithful();
        for (int generation = 0; generation < 4; generation++)
            Offer(record, generation, $"g{generation}", merit: 10 + generation, retested: double.NaN);
        Offer(record, 4, "lucky", merit: 99, retested: 13);
        record.History.Select(c => c.Genotype).ShouldBe(["g1", "g1", "g1", "g1"]);
        Offer(record, 5, "d", merit: 12, retested: double.NaN);
        record.Current!.Genotype.ShouldBe("d");
    }

    private static ChampionRecord<string, Score> Faithful() => new(new() { Every = 4, Faithful = true });

    // A re-test that must not happen gives NaN, which no comparison survives.
    private static void Offer(
        ChampionRecord<string, Score> record, int generation, string genotype, double merit,
        double retested) =>
        record.Offer(new(genotype, new(merit), merit, generation), generation, tested =>
        {
            tested.ShouldBe(genotype);
            retested.ShouldNotBe(double.NaN);
            return retested;
        });
}
