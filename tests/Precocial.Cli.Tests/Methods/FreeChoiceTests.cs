namespace Precocial.Cli.Tests;

public sealed class FreeChoiceTests : IDisposable
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
