using System.Text.Json;

namespace Precocial.Cli.Tests;

public sealed class CalibrateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Calibrate_AgainWithMoreJudges_KeepsTheAccuracies()
    {
        string[] command = ["calibrate", "--data", "digits", "--networks", "6", "--epochs", "1",
            "--max-flops", "300k", "-o", _folder.Path, "--json", "--evaluator"];
        ProgramRun first = await ProgramRun.Of([.. command, "proxy:synflow", "--threads", "1"]);
        first.ExitCode.ShouldBe(0, first.Error);
        ProgramRun second = await ProgramRun.Of(
            [.. command, "proxy:synflow,trained:1,ghn,shared:2", "--threads", "2"]);
        second.ExitCode.ShouldBe(0, second.Error);
        Names(second.Json).ShouldBe(["parameters", "proxy:synflow", "trained:1", "ghn", "shared:2"]);
        Accuracies(second.Json).ShouldBe(Accuracies(first.Json));
        Accuracies(first.Json).Max().ShouldBeGreaterThan(0.2);
        JsonElement kendall = second.Json.GetProperty("judges")[1].GetProperty("kendall");
        kendall.GetProperty("value").GetDouble().ShouldBeInRange(
            kendall.GetProperty("interval")[0].GetDouble(), kendall.GetProperty("interval")[1].GetDouble());
    }

    [Theory]
    [InlineData("The proxies: params, flops, nwot", "--evaluator", "proxy:snap")]
    [InlineData("take 1 to 10000 epochs", "--evaluator", "trained:0")]
    [InlineData("but has 'magic'", "--evaluator", "proxy:nwot,magic")]
    [InlineData("name each judge once", "--evaluator", "proxy:nwot,proxy:nwot")]
    [InlineData("--networks must be", "--networks", "4")]
    [InlineData("only 0 were found", "--max-params", "5")]
    public async Task Calibrate_WrongRequest_SaysSoInOneLine(string expected, params string[] arguments) =>
        (await ProgramRun.Of(["calibrate", .. arguments, "-o", _folder.At("out")])).ShouldRefuse(expected);

    private static string?[] Names(JsonElement document) =>
    [
        .. document.GetProperty("judges").EnumerateArray()
            .Select(judge => judge.GetProperty("name").GetString()),
    ];

    private static double[] Accuracies(JsonElement document) =>
    [
        .. document.GetProperty("networks").EnumerateArray()
            .Select(network => network.GetProperty("accuracy").GetDouble()),
    ];
}
