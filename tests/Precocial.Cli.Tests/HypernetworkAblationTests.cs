namespace Precocial.Cli.Tests;

public sealed class HypernetworkAblationTests(TinyImages images) : IClassFixture<TinyImages>
{
    [Fact]
    public async Task Ablate_ABudgetInSteps_TrainsEveryVariantOnAsManyNetworks()
    {
        using var folder = new TemporaryFolder();
        ProgramRun run = await ProgramRun.Of(Command(folder, budget: 8));
        run.ExitCode.ShouldBe(0, run.Error);

        string[] names =
            [.. run.Json.GetProperty("ablations").EnumerateArray().Select(row => row.GetProperty("name").GetString()!)];
        names.Length.ShouldBe(9);
        names[0].ShouldBe("GHN-2");
        Steps(folder, "ghn-2").ShouldBe(8);
        Steps(folder, "meta-batch-1").ShouldBe(16);
        Steps(folder, "meta-batch-8").ShouldBe(2);
        File.ReadAllLines(folder.At("table.csv")).Length.ShouldBe(1 + names.Length);
    }

    [Fact]
    public async Task Ablate_FolderOfOtherSettings_OneLineAndNothingLost()
    {
        using var folder = new TemporaryFolder();
        (await ProgramRun.Of(Command(folder, budget: 1))).ExitCode.ShouldBe(0);
        byte[] before = File.ReadAllBytes(folder.At("ghn-2-1.safetensors"));

        ProgramRun run = await ProgramRun.Of(Command(folder, budget: 2));

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("was trained with other settings");
        File.ReadAllBytes(folder.At("ghn-2-1.safetensors")).ShouldBe(before);
    }

    private static long Steps(TemporaryFolder folder, string variant) =>
        HypernetworkFile.Load(folder.At($"{variant}-1.safetensors")).Card.Steps;

    private string[] Command(TemporaryFolder folder, int budget) =>
    [
        "ghn", "ablate", "--data", images.Path, "--seeds", "1", "--budget", $"{budget}", "--threads", "2",
        "-o", folder.Path, "--json",
    ];
}
