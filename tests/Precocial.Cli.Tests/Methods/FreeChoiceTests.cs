using System.Text.Json;

namespace Precocial.Cli.Tests;

public sealed class FreeChoiceTests(TinyImages images) : IClassFixture<TinyImages>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Search_StrategyThatTheSpaceCannotServe_SaysWhatIsMissingAndWhoHasIt()
    {
        ProgramRun run = await ProgramRun.Of(
            "search", "--space", "deepnets", "--strategy", "reinforce", "--output", _folder.At("r"));
        run.ShouldRefuse("needs a space whose networks are sequences of decisions").ShouldRefuse("enas-micro");
    }

    [Theory]
    [InlineData("enas-micro", "reinforce", "shared")]
    [InlineData("cell", "guided", "trained")]
    [InlineData("zoph", "evolution", "trained")]
    public async Task Search_AnyThreeThatFit_DesignsANetwork(string space, string strategy, string evaluator)
    {
        ProgramRun run = await ProgramRun.Of("search", "--space", space, "--strategy", strategy, "--evaluator", evaluator, "--budget", "2-evals",
            "--epochs", "1", "--output", _folder.At("r"), "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Json.GetProperty("test_accuracy").GetDouble().ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public async Task Search_ByAProxy_MaximisesAScoreThatIsNeverCalledAnAccuracy()
    {
        ProgramRun run = await ProgramRun.Of("search", "--space", "cell", "--evaluator", "proxy",
            "--proxy", "params", "--data", images.Path, "--budget", "40-evals", "--output", _folder.At("r"),
            "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        // Evolution finds more parameters than as many random networks have: it is the score that is
        // maximised.
        long random = run.Json.GetProperty("baselines")[0].GetProperty("parameters").GetInt64();
        run.Json.GetProperty("parameters").GetInt64().ShouldBeGreaterThan(random);
        run.Json.GetProperty("validation_accuracy").ValueKind.ShouldBe(JsonValueKind.Null);
        run.Json.GetProperty("test_accuracy").GetDouble().ShouldBeInRange(0, 1);
        run.Error.Split('\n').Where(line => line.StartsWith("search:", StringComparison.Ordinal))
            .ShouldAllBe(line => line.Contains("judging by params") && !line.Contains('%'));
        string report = File.ReadAllText(_folder.At("r", "report.html"));
        report.ShouldContain("What params costs");
        report.ShouldNotContain("validation accuracy");
    }

    [Theory]
    [InlineData("There is no proxy", "--evaluator", "proxy", "--proxy", "nonesuch")]
    [InlineData("--evaluator proxy", "--proxy", "nwot")]
    [InlineData("rewards", "--evaluator", "proxy", "--space", "zoph", "--strategy", "reinforce")]
    public async Task Search_ProxyThatDoesNotFit_IsRefused(string expected, params string[] arguments) =>
        (await ProgramRun.Of(["search", .. arguments, "--output", _folder.At("r")])).ShouldRefuse(expected);

    [Theory]
    [InlineData("enas-micro")]
    [InlineData("enas-macro")]
    [InlineData("zoph")]
    public async Task SpaceInspect_NewSpaces_CountsThem(string space)
    {
        ProgramRun run = await ProgramRun.Of("space", "inspect", space, "--samples", "50", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Json.GetProperty("distinct").GetInt32().ShouldBeGreaterThan(40);
    }
}
