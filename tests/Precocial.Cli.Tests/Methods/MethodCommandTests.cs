namespace Precocial.Cli.Tests;

public sealed class MethodCommandTests(TinyImages images) : IClassFixture<TinyImages>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_AsJson_SaysOfEachMethodWhatItIsMadeOf()
    {
        ProgramRun run = await ProgramRun.Of("search", "--list", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        var methods = run.Json.GetProperty("methods").EnumerateArray().ToList();
        methods.Select(m => m.GetProperty("name").GetString()).ShouldContain("random");
        foreach (string property in (string[])["space", "strategy", "evaluator", "needs", "source", "budget"])
            methods.ShouldAllBe(m => m.GetProperty(property).GetString()!.Length > 0);
        methods.ShouldAllBe(m => m.GetProperty("reproducible").GetBoolean());
    }

    [Fact]
    public async Task Method_Unknown_IsRefusedWithThoseThatThereAre() =>
        (await ProgramRun.Of("search", "--method", "nonesuch")).ShouldRefuse("random");

    [Fact]
    public async Task Method_WithASpaceOfOnesOwn_IsRefused() =>
        (await ProgramRun.Of("search", "--method", "random", "--space", "macro")).ShouldRefuse("--space");

    [Fact]
    public async Task Method_OnATable_IsRefused()
    {
        string table = _folder.Write("t.csv", "x,y,label\n" + string.Concat(
            Enumerable.Range(0, 60).Select(i => $"{i},{i * i},{(i % 2 == 0 ? "a" : "b")}\n")));
        (await ProgramRun.Of("search", "--method", "random", "--data", table, "--label", "label",
            "--output", _folder.Path)).ShouldRefuse("images");
    }

    [Fact]
    public async Task Compare_TwoMethods_ReportsStandingsAndResumes()
    {
        string[] arguments =
        [
            "search", "--data", images.Path, "--ghn", "digits", "--compare", "random,ghn", "--seeds", "2",
            "--budget", "1-evals", "--epochs", "1", "--output", _folder.Path, "--json",
        ];
        ProgramRun run = await ProgramRun.Of(arguments);
        run.ExitCode.ShouldBe(0, run.Error);
        var methods = run.Json.GetProperty("methods").EnumerateArray().ToList();
        methods.Select(m => m.GetProperty("name").GetString()).Order().ShouldBe(["ghn", "random"]);
        methods.ShouldAllBe(m => m.GetProperty("test_accuracies").GetArrayLength() == 2);
        File.ReadAllText(Path.Combine(_folder.Path, "report.html")).ShouldContain("Friedman");
        ProgramRun again = await ProgramRun.Of(arguments);
        again.Output.ShouldBe(run.Output);
    }

    [Fact]
    public async Task Compare_OneMethod_IsRefused() =>
        (await ProgramRun.Of("search", "--compare", "random", "--output", _folder.Path)).ShouldRefuse("two");
}
