using Precocial.Tasks;

namespace Precocial.Search.Tests;

public sealed class NasBench201RaceTests
{
    // The exact expectation of the best of n uniform draws, by signal, over the table's ranks.
    private static readonly Dictionary<int, double> s_random =
        new() { [100] = 93.7298, [200] = 93.8799, [500] = 93.9988 };

    [SkippableFact]
    public async Task RunAsync_RecordedTable_MeansAreTheKnownOnes()
    {
        var race = await new NasBench201Race { Runs = 120 }.RunAsync(SharedData.NasBench201());
        race.Rows.Length.ShouldBe(3 * NasBench201Race.QuickPlayers.Length);
        // Within 3 standard errors: 1 in 370 for each number, and the seeds are fixed.
        foreach (var row in race.Rows.Where(r => r.Strategy == "random"))
            row.Mean.ShouldBe(s_random[row.Evaluations], 3 * row.StandardError);
        // Means of 500 runs of an independent implementation; 3 standard errors of the difference and their
        // rounding.
        foreach (var (strategy, evaluations, mean, sd) in s_bands)
        {
            var row = race.Rows.Single(r => r.Strategy == strategy && r.Evaluations == evaluations);
            double error = Math.Sqrt(row.StandardError * row.StandardError + sd * sd / 500);
            row.Mean.ShouldBe(mean, 3 * error + 0.005, $"{strategy} after {evaluations}");
        }
    }

    [SkippableFact]
    public async Task RunAsync_TwentySeeds_EvolutionAndLocalSearchBeatRandomSearch()
    {
        var race = await new NasBench201Race { Runs = 20, Seed = 1 }.RunAsync(SharedData.NasBench201());
        double random = Mean(race, "random");
        Mean(race, "evolution P10 S3").ShouldBeGreaterThan(random + 0.2);
        Mean(race, "evolution P50 S10").ShouldBeGreaterThan(random + 0.2);
        Mean(race, "local").ShouldBeGreaterThan(random + 0.25);
        Mean(race, "reinforce lr .1").ShouldBeGreaterThan(random + 0.1);
    }

    // The band of local search at 200 evaluations is 94.30 ± .18 over 500 seeds.
    [SkippableFact]
    public async Task RunAsync_Guided_IsNotBelowLocalSearchAt200()
    {
        var race = new NasBench201Race { Runs = 12, Evaluations = [100, 200], Players = ["guided"] };
        var rows = (await race.RunAsync(SharedData.NasBench201())).Rows;
        rows[1].Mean.ShouldBeGreaterThan(94.30 - 3 * 0.18 / Math.Sqrt(12));
        rows[0].Mean.ShouldBeGreaterThan(94.11 - 3 * 0.34 / Math.Sqrt(12));
    }

    [SkippableFact]
    public async Task RunAsync_AnyNumberOfThreads_SameRows()
    {
        var race = new NasBench201Race { Runs = 4, Evaluations = [30, 60] };
        var one = await race.RunAsync(SharedData.NasBench201());
        var two = await (race with { Threads = 2 }).RunAsync(SharedData.NasBench201());
        two.Rows.ShouldBe(one.Rows);
    }

    [Fact]
    public async Task RunAsync_OtherDataSet_ReadsTheColumnsOfItsName()
    {
        // Signal: how many 3x3 convolutions; reported: ten times that, so that the best has 60.
        string path = MadeUpTable("in16_val_12ep,in16_test_200ep", threes => $"{threes},{10 * threes}");
        var race = new NasBench201Race
        {
            Runs = 3,
            Evaluations = [60],
            Players = ["local", "random"],
            Columns = NasBench201Columns.For("in16"),
        };
        var rows = (await race.RunAsync(path)).Rows;
        rows.Select(row => row.Strategy).ShouldBe(["random", "local"]);
        rows.Select(row => row.Mean).ShouldAllBe(mean => mean <= 60 && mean >= 30);
        rows[1].Mean.ShouldBeGreaterThan(50);
        File.Delete(path);
    }

    [Fact]
    public async Task RunAsync_TableWithoutTheDataSet_SaysWhichColumnAndWhatThereIs()
    {
        string path = MadeUpTable("c10_val_12ep,c10_test_200ep", _ => "1,2");
        var race = new NasBench201Race { Columns = NasBench201Columns.Cifar100 };
        (await Should.ThrowAsync<DataException>(() => race.RunAsync(path))).Message.ShouldBe(
            $"{path}, line 1: there is no column 'c100_val_12ep'; the columns are cell, c10_val_12ep, "
            + "c10_test_200ep.");
        File.Delete(path);
    }

    [Fact]
    public async Task RunAsync_UnknownPlayer_SaysWhoThereIs() =>
        (await Should.ThrowAsync<ArgumentException>(() => new NasBench201Race { Players = ["bandit"] }
            .RunAsync(MadeUpTable("c10_val_12ep,c10_test_200ep", _ => "1,2"))))
            .Message.ShouldStartWith("There is no strategy 'bandit': random, evolution P10 S3");

    [Fact]
    public async Task RunAsync_TableThatLacksCells_SaysWhich()
    {
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path,
            "cell,c10_val_12ep,c10_test_200ep\n|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,1,2\n");
        (await Should.ThrowAsync<DataException>(() => new NasBench201Race().RunAsync(path))).Message.ShouldBe(
            $"{path} has no row for |none~0|+|none~0|none~1|+|none~0|none~1|skip_connect~2|, only 1 others: "
            + "expected all 15625 cells of NAS-Bench-201. Give the whole table.");
        File.Delete(path);
    }

    private static readonly (string, int, double Mean, double Sd)[] s_bands =
    [
        ("random", 100, 93.76, 0.34), ("random", 200, 93.90, 0.24), ("random", 500, 94.00, 0.23),
        ("evolution P10 S3", 100, 93.91, 0.41), ("evolution P10 S3", 200, 94.11, 0.30),
        ("evolution P10 S3", 500, 94.29, 0.17),
        ("evolution P50 S10", 100, 94.02, 0.31), ("evolution P50 S10", 200, 94.26, 0.20),
        ("evolution P50 S10", 500, 94.33, 0.15),
        ("reinforce lr .01", 100, 93.77, 0.35), ("reinforce lr .01", 200, 93.96, 0.25),
        ("reinforce lr .01", 500, 94.12, 0.23),
        ("reinforce lr .1", 100, 93.92, 0.43), ("reinforce lr .1", 200, 94.08, 0.34),
        ("reinforce lr .1", 500, 94.17, 0.30),
        ("local", 100, 94.11, 0.34), ("local", 200, 94.30, 0.18), ("local", 500, 94.37, 0.02),
    ];

    private static string MadeUpTable(string columns, Func<int, string> values)
    {
        string path = Path.GetTempFileName();
        File.WriteAllLines(path, Enumerable.Range(0, NasBench201Cell.Count).Select(NasBench201Cell.At)
            .Select(cell => $"{cell},{values(cell.CountOf(NasBench201Operation.Convolution3x3))}")
            .Prepend($"cell,{columns}"));
        return path;
    }

    private static double Mean(RaceResult race, string strategy) =>
        race.Rows.Single(r => r.Strategy == strategy && r.Evaluations == 500).Mean;
}
