using System.IO.Compression;
using System.Text;
using Precocial.Architectures;
using Precocial.Formats;

namespace Precocial.Cli.Tests;

public sealed class DeepNetsCommandTests : IDisposable
{
    private const string Head = """{"format":"precocial-deepnets","version":1,"split":"test","seed":1,"""
        + """ "input":[3,8,8],"classes":3,"networks":1}""";

    private const string Network = """{"genotype":"DARTS","n_cells":3,"C":8}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("nets.jsonl")]
    [InlineData("nets.jsonl.gz")]
    public async Task Generate_ThenInspect_ShowsTheSplit(string name)
    {
        string file = _folder.At(name);

        ProgramRun generated = await ProgramRun.Of("deepnets", "generate", "--split", "mini-test",
            "--count", "40", "--input", "1x8x8", "--seed", "5", "-o", file, "--json");
        ProgramRun inspected = await ProgramRun.Of("deepnets", "inspect", file, "--json");

        generated.ExitCode.ShouldBe(0, generated.Error);
        generated.Json.GetProperty("networks").GetInt32().ShouldBe(40);
        inspected.ExitCode.ShouldBe(0, inspected.Error);
        inspected.Json.GetProperty("split").GetString().ShouldBe("mini-test");
        inspected.Json.GetProperty("parameters").GetProperty("maximum").GetDouble().ShouldBeLessThan(600_001);
        inspected.Json.GetProperty("operations").EnumerateObject().Sum(share => share.Value.GetDouble())
            .ShouldBe(1, 1e-9);
    }

    [Theory]
    [InlineData("--count must be", "--count", "0", "-o", "a")]
    [InlineData("--input must be", "--input", "32x32", "-o", "a")]
    [InlineData("--input must be", "--input", "3x0x32", "-o", "a")]
    [InlineData("--classes must be", "--classes", "0", "-o", "a")]
    [InlineData("'bnfree'", "--split", "everything", "-o", "a")]
    [InlineData("--output", "--split", "test")]
    public async Task Generate_SenselessOptions_AreRefused(string expected, params string[] options) =>
        (await ProgramRun.Of(["deepnets", "generate", .. options])).ShouldRefuse(expected);

    [Fact]
    public async Task SpaceInspect_OfTheMiniGenerator_CountsItsNetworks()
    {
        ProgramRun run = await ProgramRun.Of("space", "inspect", "deepnets", "--samples", "30", "--json");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Json.GetProperty("distinct").GetInt32().ShouldBe(30);
        run.Json.GetProperty("description").GetString()!.ShouldContain("[1, 8, 8]");
    }

    [Fact]
    public async Task Inspect_NotAFile_SaysSo() =>
        (await ProgramRun.Of("deepnets", "inspect", _folder.Write("a.jsonl", "{}\n"))).ShouldRefuse("line 1");

    [Theory]
    [InlineData(".jsonl")]
    [InlineData(".gz")]
    public void Save_ThenLoad_GivesTheSameNetworks(string ending)
    {
        DeepNetsCollection drawn = DeepNetsCollection.Draw(DeepNetsSettings.Of("bnfree"), seed: 3, count: 30);
        string file = _folder.At("nets" + ending);

        DeepNetsFile.Save(drawn, file);
        DeepNetsCollection loaded = DeepNetsFile.Load(file);

        loaded.Networks.ShouldBe(drawn.Networks);
        (loaded.Split, loaded.Seed, loaded.Input, loaded.Classes)
            .ShouldBe((drawn.Split, drawn.Seed, drawn.Input, drawn.Classes));
    }

    [Fact]
    public void Draw_WithTwoThreads_GivesTheSameNetworks() =>
        DeepNetsCollection.Draw(DeepNetsSettings.Mini, seed: 3, count: 50, threads: 2).Networks
            .ShouldBe(DeepNetsCollection.Draw(DeepNetsSettings.Mini, seed: 3, count: 50).Networks);

    [Fact]
    public void Load_OfAGoodFile_ReadsIt() =>
        Load(Head + "\n" + Network + "\n").Networks.Single().Cells.ShouldBe(3);

    public static TheoryData<string, string> BadFiles => new()
    {
        { "", "empty" },
        { "[1,2]", "line 1: expected" },
        { Head.Replace("precocial-deepnets", "other"), "line 1: expected" },
        { Head.Replace("\"version\":1", "\"version\":2"), "version 2" },
        { Head.Replace("[3,8,8]", "[3,8]"), "three axes" },
        { Head.Replace("[3,8,8]", "[3,80000,80000]"), "three axes" },
        { Head.Replace("\"networks\":1", "\"networks\":2000000000"), "at most 10000000 networks" },
        { Head.Replace("\"networks\":1", "\"networks\":99999999999"), "line 1: expected" },
        { Head, "promises 1 networks, but there are 0" },
        { $"{Head}\n{Network}\n{Network}", "line 3" },
        { $"{Head}\n{Network[..20]}", "line 2" },
        { $"{Head}\n{{\"genotype\":\"DARTS\",\"C\":3}}", "line 2" },
        { Head + "\n" + new string(' ', 100_000), "at most 65536 characters" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void Load_OfABadFile_SaysWhereInOneLine(string text, string expected)
    {
        string message = Should.Throw<FileFormatException>(() => Load(text)).Message;

        message.ShouldContain(expected);
        message.ShouldContain("bad.jsonl");
        message.ShouldNotContain('\n');
    }

    [Fact]
    public void Load_OfBytesThatAreNoText_SaysSo()
    {
        File.WriteAllBytes(_folder.At("a.jsonl"), [0xFF, 0xFE, 0xFD, 0x0A]);
        File.WriteAllBytes(_folder.At("a.gz"), [1, 2, 3, 4]);

        Should.Throw<FileFormatException>(() => DeepNetsFile.Load(_folder.At("a.jsonl")));
        Should.Throw<FileFormatException>(() => DeepNetsFile.Load(_folder.At("a.gz")));
    }

    [Fact]
    public void Load_OfALineThatUnpacksToGigabytes_Stops()
    {
        using (var file = new GZipStream(File.Create(_folder.At("bomb.gz")), CompressionLevel.Fastest))
        {
            byte[] spaces = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            for (int i = 0; i < 64; i++)
                file.Write(spaces);
        }

        Should.Throw<FileFormatException>(() => DeepNetsFile.Load(_folder.At("bomb.gz"))).Message
            .ShouldContain("at most 65536");
    }

    private DeepNetsCollection Load(string text) => DeepNetsFile.Load(_folder.Write("bad.jsonl", text));
}
