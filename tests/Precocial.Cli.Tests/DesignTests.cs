using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Precocial.Cli.Tests;

/// <summary>One undisturbed design, which the others are compared with.</summary>
public sealed class UndisturbedDesign : IAsyncLifetime
{
    internal static readonly string[] Arguments =
        ["design", "digits", "--budget", "6-evals", "--max-flops", "300k", "--seed", "3", "--json"];

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

public sealed class DesignTests(UndisturbedDesign undisturbed) : IClassFixture<UndisturbedDesign>
{
    [Fact]
    public void Design_Digits_WritesTheDocumentOfTheContract()
    {
        undisturbed.Run.ExitCode.ShouldBe(0, undisturbed.Run.Error);
        JsonElement json = undisturbed.Run.Json;
        double accuracy = json.GetProperty("test_accuracy").GetDouble();
        accuracy.ShouldBeGreaterThan(0.9);
        json.GetProperty("interval")[0].GetDouble().ShouldBeLessThan(accuracy);
        json.GetProperty("interval")[1].GetDouble().ShouldBeGreaterThanOrEqualTo(accuracy);
        json.GetProperty("evaluations").GetInt32().ShouldBe(6);
        json.GetProperty("parameters").GetInt64().ShouldBeGreaterThan(0);
        json.GetProperty("flops").GetInt64().ShouldBeGreaterThan(0);
        json.GetProperty("seconds").GetDouble().ShouldBeGreaterThan(0);
        json.GetProperty("baselines").EnumerateArray().Select(b => b.GetProperty("name").GetString())
            .ShouldBe(["random search", "hand-made", "linear"]);
        File.Exists(json.GetProperty("study").GetString()).ShouldBeTrue();
        foreach (string kind in (string[])["onnx", "safetensors", "json", "csharp", "report"])
            File.Exists(json.GetProperty("files").GetProperty(kind).GetString()).ShouldBeTrue(kind);
    }

    [Fact]
    public void Report_Page_NeedsNothingElse()
    {
        string page = File.ReadAllText(undisturbed.Folder.At("report.html"));
        page.ShouldContain("</html>");
        Regex.Matches(page, @"https?://(?!www\.w3\.org/2000/svg)").ShouldBeEmpty();
        Regex.Matches(page, @"<script|<link|<img|src=|@import|url\(").ShouldBeEmpty();
    }

    [Fact]
    public async Task Evaluate_TheWinner_GivesTheReportedAccuracy()
    {
        ProgramRun run = await ProgramRun.Of(
            "evaluate", undisturbed.Folder.At("best.safetensors"), "--data", "digits", "--seed", "3",
            "--json");
        run.Json.GetProperty("accuracy").GetDouble()
            .ShouldBe(undisturbed.Run.Json.GetProperty("test_accuracy").GetDouble());
    }

    [Fact]
    public async Task Design_OtherThreads_GivesTheSameFiles()
    {
        using var folder = new TemporaryFolder();
        ProgramRun run =
            await ProgramRun.Of([.. UndisturbedDesign.Arguments, "--threads", "2", "-o", folder.Path]);
        ShouldEqualTheUndisturbed(run, folder);
    }

    [Theory]
    [InlineData(1, 11)]
    [InlineData(2, 12)]
    public async Task Design_KilledAtRandomMoments_EndsWithTheSameFiles(int threads, int seed)
    {
        using var folder = new TemporaryFolder();
        string[] arguments =
            [.. UndisturbedDesign.Arguments, "--threads", $"{threads}", "-o", folder.Path];
        var moments = new Random(seed);
        for (int kill = 0; kill < 4; kill++)
        {
            using Process process = ProgramRun.Start(arguments);
            await Task.Delay(moments.Next(200, 1500));
            process.Kill();
            await process.WaitForExitAsync();
        }
        ShouldEqualTheUndisturbed(await ProgramRun.Of(arguments), folder);
    }

    [Fact]
    public async Task Design_Interrupted_KeepsWhatIsDoneAndGoesOn()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = [.. UndisturbedDesign.Arguments, "--threads", "1", "-o", folder.Path];
        using Process process = ProgramRun.Start(arguments);
        await WaitForAsync(folder.At("study.db-wal"));
        Interrupt(process);
        ProgramRun interrupted = await ProgramRun.EndOf(process);
        interrupted.ExitCode.ShouldBe(130, interrupted.Error);
        interrupted.Output.ShouldBeEmpty();
        interrupted.Error.ShouldContain("goes on where it stopped");
        ShouldEqualTheUndisturbed(await ProgramRun.Of("study", "resume", folder.Path, "--json"), folder);
    }

    [Fact]
    public async Task Design_InterruptedTwice_StopsAtOnceAndGoesOn()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = [.. UndisturbedDesign.Arguments, "--threads", "1", "-o", folder.Path];
        using Process process = ProgramRun.Start(arguments);
        await WaitForAsync(folder.At("study.db-wal"));
        Interrupt(process);
        Interrupt(process);
        (await ProgramRun.EndOf(process)).ExitCode.ShouldBe(130);
        ShouldEqualTheUndisturbed(await ProgramRun.Of(arguments), folder);
    }

    [Fact]
    public async Task Design_Finished_AnswersAgainWithTheSameFiles()
    {
        ProgramRun again = await ProgramRun.Of(
            [.. UndisturbedDesign.Arguments, "--threads", "2", "-o", undisturbed.Folder.Path]);
        again.ExitCode.ShouldBe(0, again.Error);
        again.Json.GetProperty("test_accuracy").GetDouble()
            .ShouldBe(undisturbed.Run.Json.GetProperty("test_accuracy").GetDouble());
        again.Json.GetProperty("latency_ms").GetDouble()
            .ShouldBe(undisturbed.Run.Json.GetProperty("latency_ms").GetDouble());
    }

    [Fact]
    public async Task Finetune_TheWinner_WritesANetworkThatEvaluates()
    {
        using var folder = new TemporaryFolder();
        ProgramRun tuned = await ProgramRun.Of("finetune", undisturbed.Folder.At("best.safetensors"),
            "--data", "digits",
            "--epochs", "1", "-o", folder.At("tuned.safetensors"), "--json");
        tuned.ExitCode.ShouldBe(0, tuned.Error);
        ProgramRun run = await ProgramRun.Of("evaluate", folder.At("tuned.safetensors"), "--data", "digits",
            "--json");
        run.Json.GetProperty("accuracy").GetDouble().ShouldBe(
            tuned.Json.GetProperty("test_accuracy").GetDouble());
    }

    [Fact]
    public async Task StudyVerbs_OfADesign_KnowItsSearches()
    {
        JsonElement list = (await ProgramRun.Of("study", "list", undisturbed.Folder.Path, "--json")).Json;
        list.GetProperty("studies").EnumerateArray().Select(s => s.GetProperty("study").GetString())
            .ShouldBe(["design", "search", "random"], ignoreOrder: true);
        JsonElement show = (await ProgramRun.Of(
            "study", "show", undisturbed.Folder.Path, "--name", "search", "--json")).Json;
        show.GetProperty("best")[0].GetProperty("value").GetDouble().ShouldBe(
            undisturbed.Run.Json.GetProperty("validation_accuracy").GetDouble());
        JsonElement compare =
            (await ProgramRun.Of("study", "compare", undisturbed.Folder.Path, "--json")).Json;
        compare.GetProperty("rows").GetArrayLength().ShouldBe(2);
        string csv =
            (await ProgramRun.Of("study", "export", undisturbed.Folder.Path, "--name", "search")).Output;
        csv.Split('\n')[0].ShouldStartWith("proposal,key,fidelity,state");
    }

    private void ShouldEqualTheUndisturbed(ProgramRun run, TemporaryFolder folder)
    {
        run.ExitCode.ShouldBe(0, run.Error);
        foreach (string name in (string[])["best.safetensors", "best.json", "best.onnx", "Best.cs"])
            File.ReadAllBytes(folder.At(name)).ShouldBe(File.ReadAllBytes(undisturbed.Folder.At(name)), name);
        foreach (string key in (string[])["test_accuracy", "search_hash", "random_hash"])
            run.Json.GetProperty(key).ToString().ShouldBe(undisturbed.Run.Json.GetProperty(key).ToString(),
                key);
    }

    private static async Task WaitForAsync(string file)
    {
        while (!File.Exists(file))
            await Task.Delay(20);
        await Task.Delay(500); // into the search
    }

    // What Ctrl-C sends; .NET has no call for it.
    private static void Interrupt(Process process)
    {
        using Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        kill.WaitForExit();
    }
}
