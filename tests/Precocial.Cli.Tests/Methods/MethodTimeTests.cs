namespace Precocial.Cli.Tests;

/// <summary>A named method with a budget in time.</summary>
public sealed class MethodTimeTests(TinyImages images) : IClassFixture<TinyImages>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("random")]
    [InlineData("enas-micro")]
    [InlineData("hyperband")]
    public async Task Search_BudgetInTime_IsNotReproducibleButStaysWhatItWas(string method)
    {
        string[] command =
        [
            "search", "--data", images.Path, "--method", method, "--budget", "3s", "--epochs", "1", "--json",
            "--output", _folder.Path,
        ];
        ProgramRun run = await ProgramRun.Of(command);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Json.GetProperty("reproducible").GetBoolean().ShouldBeFalse();
        run.Error.ShouldContain("measuring how fast networks train");
        // Run again, it measures nothing: what time came to is written down.
        ProgramRun again = await ProgramRun.Of(command);
        again.Error.ShouldNotContain("measuring");
        foreach (string key in (string[])["search_hash", "random_hash", "test_accuracy", "evaluations"])
            again.Json.GetProperty(key).ToString().ShouldBe(run.Json.GetProperty(key).ToString(), key);
    }

    [Fact]
    public async Task Compare_BudgetInTime_IsRefused() =>
        (await ProgramRun.Of(
            "search", "--compare", "random,evolution", "--budget", "10m", "--output", _folder.Path))
        .ShouldRefuse("30-evals");
}
