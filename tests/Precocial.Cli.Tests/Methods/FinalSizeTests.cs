namespace Precocial.Cli.Tests;

/// <summary>A cell found small is used large.</summary>
public sealed class FinalSizeTests(TinyImages images) : IClassFixture<TinyImages>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--method", "enas-micro")]
    [InlineData("--method", "darts-1")]
    [InlineData("--method", "random")]
    [InlineData("--space", "cell")]
    public async Task Search_FinalSize_SearchesTheSameAndHandsOverALargerNetwork(string option, string choice)
    {
        ProgramRun small = await SearchAsync("small", option, choice);
        ProgramRun large = await SearchAsync(
            "large", option, choice, "--final-cells", "2", "--final-channels", "16");
        large.ExitCode.ShouldBe(0, large.Error);
        large.Error.ShouldContain("2 cells a stage and 16 channels");
        foreach (string hash in (string[])["search_hash", "random_hash"])
            large.Json.GetProperty(hash).GetString().ShouldBe(small.Json.GetProperty(hash).GetString());
        Parameters(large).ShouldBeGreaterThan(2 * Parameters(small));
        // Random search's network too; the hand-made one keeps its size.
        BaselineParameters(large, 0).ShouldBeGreaterThan(2 * BaselineParameters(small, 0));
        BaselineParameters(large, 1).ShouldBe(BaselineParameters(small, 1));
    }

    [Theory]
    [InlineData("darts-1", "--method", "nas-rl")]
    [InlineData("enas-micro", "--space", "zoph")]
    [InlineData("limits", "--method", "random", "--max-params", "20k")]
    [InlineData("--compare", "--compare", "random,evolution")]
    public async Task Search_FinalSizeThatDoesNotFit_IsRefused(string expected, params string[] arguments) =>
        (await ProgramRun.Of(["search", .. arguments, "--final-cells", "2", "-o", _folder.At("r")]))
        .ShouldRefuse(expected);

    [Fact]
    public async Task Search_FinalSizeOfNothing_IsRefused() => (await ProgramRun.Of(
        "search", "--method", "random", "--final-channels", "0", "-o", _folder.At("r")))
        .ShouldRefuse("1 to 4096");

    private Task<ProgramRun> SearchAsync(string folder, params string[] choices) => ProgramRun.Of(
        ["search", .. choices, "--data", images.Path, "--budget", "4-evals", "--epochs", "1", "--json",
        "-o", _folder.At(folder)]);

    private static long Parameters(ProgramRun run) => run.Json.GetProperty("parameters").GetInt64();

    private static long BaselineParameters(ProgramRun run, int baseline) =>
        run.Json.GetProperty("baselines")[baseline].GetProperty("parameters").GetInt64();
}
