using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Precocial.Cli.Tests;

/// <summary>One undisturbed search, which the others are compared with.</summary>
public sealed class UndisturbedSearch : IAsyncLifetime
{
    internal static readonly string[] Arguments =
        ["evolve", "swingup", "--generations", "3", "--population", "16", "--seed", "3", "--json"];

    internal TemporaryFolder Folder { get; } = new();

    internal ProgramRun Run { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Run = await ProgramRun.Of([.. Arguments, "--threads", "1", "-o", Folder.Path]);

    public Task DisposeAsync()
    {
        Folder.Dispose();
        return Task.CompletedTask;
    }
}

public sealed class EvolveTests(UndisturbedSearch undisturbed) : IClassFixture<UndisturbedSearch>
{
    private static readonly string[] s_files =
        ["best.out", "best.json", "best.safetensors", "best.onnx", "Best.cs", "best.svg", "curve.csv"];

    [Fact]
    public void Evolve_SwingUp_WritesTheDocumentOfTheContract()
    {
        undisturbed.Run.ExitCode.ShouldBe(0, undisturbed.Run.Error);
        JsonElement json = undisturbed.Run.Json, best = json.GetProperty("best");
        json.GetProperty("task").GetString().ShouldBe("swingup");
        json.GetProperty("generations").GetInt32().ShouldBe(3);
        json.GetProperty("evaluations").GetInt32().ShouldBe(48);
        double[] returns = [.. best.GetProperty("returns").EnumerateArray().Select(r => r.GetDouble())];
        returns.Length.ShouldBe(6);
        best.GetProperty("mean").GetDouble().ShouldBe(returns.Average(), 1e-9);
        best.GetProperty("connections").GetInt32().ShouldBeGreaterThan(0);
        best.GetProperty("best_weight").GetDouble().ShouldBeInRange(-2, 2);
        foreach (JsonProperty file in json.GetProperty("files").EnumerateObject())
            File.Exists(file.Value.GetString()).ShouldBeTrue(file.Name);
    }

    [Fact]
    public async Task Evolve_ShortEpisodesAndFounders_AreSearchedWithAndTestedAtFullLength()
    {
        using var folder = new TemporaryFolder();
        ProgramRun run = await ProgramRun.Of("evolve", "swingup", "--generations", "3", "--population", "16",
            "--founders", "2", "--steps", "8", "--json", "-o", folder.Path);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("steps of an episode 8");
        run.Error.ShouldContain("founding generations 2");
        // A step's reward is at most 1, and a pole that hangs still has it at 0.
        string[] rows = File.ReadAllLines(folder.At("curve.csv"));
        int max = Array.IndexOf(rows[0].Split(','), "max");
        rows.Skip(1).ShouldAllBe(row =>
            double.Parse(row.Split(',')[max], System.Globalization.CultureInfo.InvariantCulture) <= 8);
        run.Json.GetProperty("best").GetProperty("mean").GetDouble().ShouldNotBeInRange(0, 1e-3);
    }

    [Fact]
    public void Report_Page_NeedsNothingElse()
    {
        string page = File.ReadAllText(undisturbed.Folder.At("report.html"));
        page.ShouldContain("</html>");
        page.ShouldContain("random, same size");
        Regex.Matches(page, @"https?://(?!www\.w3\.org/2000/svg)").ShouldBeEmpty();
        Regex.Matches(page, @"<script|<link|<img|src=|@import|url\(").ShouldBeEmpty();
    }

    [Fact]
    public async Task Evolve_OtherThreads_GivesTheSameFiles()
    {
        using var folder = new TemporaryFolder();
        ShouldEqualTheUndisturbed(await ProgramRun.Of(
            [.. UndisturbedSearch.Arguments, "--threads", "2", "-o", folder.Path]), folder);
    }

    [Fact]
    public async Task Evolve_KilledAndGoneOnWith_EndsWithTheSameFiles()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = [.. UndisturbedSearch.Arguments, "--threads", "2", "-o", folder.Path];
        var moments = new Random(5);
        for (int kill = 0; kill < 2; kill++)
        {
            using Process process = ProgramRun.Start(arguments);
            await Task.Delay(moments.Next(100, 400));
            process.Kill();
            await process.WaitForExitAsync();
        }
        ShouldEqualTheUndisturbed(await ProgramRun.Of(arguments), folder);
    }

    [Fact]
    public async Task Evolve_StoppedAfterAGeneration_GoesOnFromIt()
    {
        using var folder = new TemporaryFolder();
        string[] shorter = ["evolve", "swingup", "--generations", "1", "--population", "16", "--seed", "3"];
        (await ProgramRun.Of([.. shorter, "-o", folder.Path])).ExitCode.ShouldBe(0);
        File.Exists(folder.At("search.state")).ShouldBeTrue();
        ProgramRun run = await ProgramRun.Of([.. UndisturbedSearch.Arguments, "-o", folder.Path]);
        ShouldEqualTheUndisturbed(run, folder);
        run.Error.ShouldNotContain("generation 1/3");
    }

    [Fact]
    public async Task Evolve_OtherSettingsInTheFolder_NamesTheDifference() =>
        (await ProgramRun.Of("evolve", "swingup", "--generations", "3", "--population", "17", "--seed", "3", "-o",
            undisturbed.Folder.Path)).ShouldRefuse("population: 16 there, 17 asked for");

    [Fact]
    public async Task Evolve_FewerGenerationsThanThereAre_IsRefused() =>
        (await ProgramRun.Of("evolve", "swingup", "--generations", "2", "--population", "16", "--seed", "3", "-o",
            undisturbed.Folder.Path)).ShouldRefuse("Ask for 3 or more");

    [Fact]
    public async Task Evolve_Digits_ReportsTheTestPart()
    {
        using var folder = new TemporaryFolder();
        ProgramRun run = await ProgramRun.Of(
            "evolve", "digits", "--generations", "8", "--population", "32", "-o", folder.Path, "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        JsonElement test = run.Json.GetProperty("test");
        test.GetProperty("samples").GetInt32().ShouldBeInRange(300, 400);
        ProgramRun again = await ProgramRun.Of("evaluate", folder.At("best.safetensors"), "--task", "digits",
            "--weight", run.Json.GetProperty("best").GetProperty("best_weight").ToString(), "--json");
        again.Json.GetProperty("accuracy").GetDouble().ShouldBe(test.GetProperty("accuracy").GetDouble());
        File.ReadAllText(folder.At("report.html")).ShouldContain("Classes");

        ProgramRun plot = await ProgramRun.Of("evaluate", folder.At("best.out"), "--task", "digits", "--per-class",
            "--sweep", "-2:2:0.5", "-o", folder.At("classes.svg"), "--json");
        plot.ExitCode.ShouldBe(0, plot.Error);
        plot.Json.GetProperty("sweep").GetArrayLength().ShouldBe(9);
        plot.Json.GetProperty("sweep")[0].GetProperty("per_class").GetArrayLength().ShouldBe(10);
        System.Xml.Linq.XDocument.Load(folder.At("classes.svg")).Root!.Name.LocalName.ShouldBe("svg");
    }

    [Theory]
    [InlineData("best.out")]
    [InlineData("best.json")]
    [InlineData("best.safetensors")]
    [InlineData("best.onnx")]
    public async Task Evaluate_EveryFileOfTheNetwork_GivesTheSameReturns(string file)
    {
        ProgramRun run = await ProgramRun.Of("evaluate", undisturbed.Folder.At(file), "--task", "swingup",
            "--weight", "1.5", "--episodes", "5", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        ProgramRun other = await ProgramRun.Of("evaluate", undisturbed.Folder.At("best.out"), "--task", "swingup",
            "--sweep", "1.5:1.5:1", "--seeds", "0..4", "--json");
        run.Json.GetProperty("mean").GetDouble().ShouldBe(
            other.Json.GetProperty("sweep")[0].GetProperty("mean").GetDouble());
    }

    [Theory]
    [InlineData("film.svg", "<svg")]
    [InlineData("film.gif", "GIF89a")]
    [InlineData("film.png", "PNG")]
    public async Task Play_AnEpisode_WritesAFilm(string file, string mark)
    {
        using var folder = new TemporaryFolder();
        ProgramRun run = await ProgramRun.Of("play", undisturbed.Folder.At("best.out"), "--task", "swingup",
            "--weight", "1", "--start", "0.5,0,3,0", "--steps", "60", "-o", folder.At(file), "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Json.GetProperty("steps").GetInt32().ShouldBeInRange(1, 60);
        File.ReadAllText(folder.At(file)).ShouldContain(mark);
    }

    [Fact]
    public async Task Finetune_ASmallBudget_TunesAndGoesOn()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["finetune", undisturbed.Folder.At("best.out"), "--task", "swingup", "--evaluations",
            "320", "-o", folder.At("tuned.wann.json"), "--json"];
        ProgramRun first = await ProgramRun.Of(arguments);
        first.ExitCode.ShouldBe(0, first.Error);
        byte[] weights = File.ReadAllBytes(folder.At("tuned.wann.json"));
        double tuned = first.Json.GetProperty("tuned").GetProperty("mean").GetDouble();
        ProgramRun run = await ProgramRun.Of("evaluate", undisturbed.Folder.At("best.out"), "--task", "swingup",
            "--weights", folder.At("tuned.wann.json"), "--json");
        run.Json.GetProperty("mean").GetDouble().ShouldBe(tuned, 1e-6); // weights are stored less their bias
        (await ProgramRun.Of(arguments)).ExitCode.ShouldBe(0);
        File.ReadAllBytes(folder.At("tuned.wann.json")).ShouldBe(weights);
    }

    private void ShouldEqualTheUndisturbed(ProgramRun run, TemporaryFolder folder)
    {
        run.ExitCode.ShouldBe(0, run.Error);
        foreach (string name in s_files)
            File.ReadAllBytes(folder.At(name)).ShouldBe(File.ReadAllBytes(undisturbed.Folder.At(name)), name);
        run.Json.GetProperty("best").ToString().ShouldBe(undisturbed.Run.Json.GetProperty("best").ToString());
    }
}
