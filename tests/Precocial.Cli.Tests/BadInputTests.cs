using Microsoft.Data.Sqlite;

namespace Precocial.Cli.Tests;

public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("neither a data set nor a file", "design", "no-such-data")]
    [InlineData("Did you mean", "design", "fasion-mnist")]
    [InlineData("--budget must be", "design", "digits", "--budget", "0")]
    [InlineData("--budget must be", "design", "digits", "--budget", "0-evals")]
    [InlineData("--budget must be", "design", "digits", "--budget", "-5m")]
    [InlineData("--budget must be", "design", "digits", "--budget", "soon")]
    [InlineData("--max-params must be", "design", "digits", "--max-params", "0")]
    [InlineData("--max-flops must be", "design", "digits", "--max-flops", "1.5")]
    [InlineData("--objective knows", "design", "digits", "--objective", "accuracy,beauty")]
    [InlineData("must begin with accuracy", "design", "digits", "--objective", "latency")]
    [InlineData("--threads must be", "design", "digits", "--threads", "0")]
    [InlineData("--seed", "design", "digits", "--seed", "-1")]
    [InlineData("precocial design --help", "design")]
    [InlineData("'--frobnicate'", "--frobnicate", "design", "digits")]
    [InlineData("precocial --help", "frobnicate")]
    [InlineData("'macro' 'cell' 'nasbench201'", "search", "--space", "hyper")]
    [InlineData("--evaluator tabular needs", "search", "--evaluator", "tabular")]
    [InlineData("--table", "bench", "nb201")]
    [InlineData("nowhere.csv", "bench", "nb201", "--table", "nowhere.csv")]
    [InlineData("nowhere.safetensors", "evaluate", "nowhere.safetensors", "--data", "digits")]
    [InlineData("--data", "evaluate", "net.safetensors")]
    [InlineData("or an .onnx file, but this is", "evaluate", "net.pt", "--data", "digits")]
    [InlineData("--epochs must be", "finetune", "a.json", "--data", "digits", "--epochs", "0", "-o",
        "b.json")]
    [InlineData("--output must end in", "finetune", "a.json", "--data", "digits", "-o", "b.pt")]
    [InlineData("--samples must be", "space", "inspect", "macro", "--samples", "0")]
    [InlineData("There is no study at", "study", "show", "nowhere")]
    [InlineData("There is no folder or study", "study", "list", "nowhere")]
    [InlineData("not a data set that can be got", "data", "get", "imagenet")]
    public async Task Program_WrongRequest_SaysSoInOneLine(string expected, params string[] arguments) =>
        (await RunAsync(arguments)).ShouldRefuse(expected);

    [Theory]
    [InlineData("1,2,a\n3,4\n", "ragged.csv")]
    [InlineData("x,y,label\n1,2,a\n1,two,b\n1,2,a\n", "text.csv")]
    [InlineData("", "empty.csv")]
    public async Task Design_BadCsv_NamesTheFile(string content, string name) =>
        (await RunAsync("design", _folder.Write(name, content))).ShouldRefuse(name);

    [Fact]
    public async Task Design_MissingLabelColumn_ListsTheColumns() =>
        (await RunAsync("design", _folder.Write("d.csv", "x,y,label\n1,2,a\n3,4,b\n"), "--label", "class"))
            .ShouldRefuse("class");

    [Theory]
    [InlineData("train-images-idx3-ubyte",
        new byte[] { 0, 0, 8, 3, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 9 })]
    [InlineData("x.npz", new byte[] { (byte)'P', (byte)'K', 3, 4, 1, 2, 3 })]
    [InlineData("x.npy", new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 255,
        255 })]
    [InlineData("x.bin", new byte[] { 1, 2, 3 })]
    public async Task Design_LyingFile_NamesIt(string name, byte[] content)
    {
        File.WriteAllBytes(_folder.At(name), content);
        (await RunAsync("design", _folder.At(name))).ShouldRefuse(name);
    }

    [Fact]
    public async Task Evaluate_LyingSafetensors_NamesIt()
    {
        byte[] content = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, (byte)'{', (byte)'}'];
        File.WriteAllBytes(_folder.At("net.safetensors"), content);
        (await RunAsync("evaluate", _folder.At("net.safetensors"), "--data", "digits")).ShouldRefuse(
            "net.safetensors");
    }

    [Fact]
    public async Task Design_LimitsThatNothingSatisfies_SaysWhich() =>
        LastLine(await RunAsync("design", "digits", "--max-params", "5", "-o", _folder.At("out")))
            .ShouldContain("limits nothing satisfies");

    [Fact]
    public async Task Design_FolderUnderAFile_IsRefused() =>
        (await RunAsync("design", "digits", "-o", Path.Combine(_folder.Write("plain", ""), "out")))
            .ShouldRefuse("cannot be made");

    [SkippableFact]
    public async Task Design_FolderThatRefusesWrites_IsRefused()
    {
        Skip.IfNot(Directory.Exists("/proc/self"), "needs a file system that cannot be written");
        (await RunAsync("design", "digits", "-o", "/proc/self")).ShouldRefuse("/proc");
    }

    [Fact]
    public async Task Study_OfANewerFormat_SaysSo()
    {
        string file = _folder.At("study.db");
        await MakeStudyAsync(file);
        Sql(file, "PRAGMA user_version=99");
        (await RunAsync("study", "show", file)).ShouldRefuse("format 99");
        (await RunAsync("design", "digits", "-o", _folder.Path)).ShouldRefuse("format 99");
    }

    [Fact]
    public async Task Study_ThatIsSomethingElse_IsRefused() =>
        (await RunAsync("study", "show", _folder.Write("study.db", new string('x', 5000)))).ShouldRefuse(
            "not a study");

    [Fact]
    public async Task Design_OtherSettingsInTheFolder_NamesTheDifference()
    {
        await MakeStudyAsync(_folder.At("study.db"));
        (await RunAsync("design", "digits", "--budget", "2-evals", "--seed", "9", "-o", _folder.Path))
            .ShouldRefuse("seed: 1 there, 9 asked for");
    }

    [Fact]
    public async Task Design_ResumeOfNothing_IsRefused() =>
        (await RunAsync("design", "digits", "--resume", "-o", _folder.At("none"))).ShouldRefuse("no study");

    // Begun and given up at once: the ledger is there, and no network was trained.
    private static async Task MakeStudyAsync(string file) => LastLine(await ProgramRun.Of(
        "design", "digits", "--budget", "2-evals", "--max-params", "5", "-o", Path.GetDirectoryName(file)!));

    private static string LastLine(ProgramRun run)
    {
        run.ExitCode.ShouldBe(2, run.Error);
        run.Output.ShouldBeEmpty();
        return run.Error.TrimEnd().Split('\n')[^1];
    }

    private static Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.Of(arguments);

    private static void Sql(string file, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
