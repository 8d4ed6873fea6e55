using Precocial.Search;

namespace Precocial.Cli.Tests;

/// <summary>Tables of NAS-Bench-201 with other data sets' columns, made up of its real cells.</summary>
public sealed class RecordedDataSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Bench_OtherDataSet_ReadsItsColumns()
    {
        ProgramRun run = await ProgramRun.Of("bench", "nb201", "--table", Table("c100"), "--dataset", "c100",
            "--strategies", "local", "reinforce lr .1", "--evaluations", "40", "--runs", "2", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        var rows = run.Json.GetProperty("rows").EnumerateArray().ToList();
        rows.Count.ShouldBe(2);
        rows.ShouldAllBe(row => row.GetProperty("mean").GetDouble() >= 20
            && row.GetProperty("mean").GetDouble() <= 60);
    }

    [Fact]
    public async Task Bench_Words_NameTheDataSet() => (await ProgramRun.Of("bench", "nb201", "--table",
        Table("in16"), "--dataset", "in16", "--strategies", "random", "--evaluations", "10", "--runs", "1"))
        .Output.ShouldContain("ImageNet16-120 test accuracy");

    [Theory]
    [InlineData("evolution")]
    [InlineData("reinforce")]
    public async Task Search_OtherDataSet_FindsTheCellsThatItsColumnsPraise(string strategy)
    {
        ProgramRun run = await ProgramRun.Of("search", "--evaluator", "tabular", "--space", "nasbench201",
            "--strategy", strategy, "--table", Table("in16"), "--dataset", "in16", "--budget", "300-evals",
            "--output", _folder.At("out"), "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        // 0.6 is the best: six 3x3 convolutions. A uniform draw has 0.12; the best of 300 mostly 0.4 or 0.5.
        run.Json.GetProperty("test_accuracy").GetDouble().ShouldBeGreaterThanOrEqualTo(0.5);
    }

    [Fact]
    public async Task DataSet_ThatTheTableLacks_IsOneClearLine()
    {
        (await ProgramRun.Of("bench", "nb201", "--table", Table("c10"), "--dataset", "c100"))
            .ShouldRefuse("there is no column 'c100_val_12ep'");
        (await ProgramRun.Of("search", "--evaluator", "tabular", "--space", "nasbench201", "--table",
            Table("c10"), "--dataset", "in16", "--output", _folder.At("out")))
            .ShouldRefuse("there is no column 'in16_val_12ep'");
        (await ProgramRun.Of("bench", "nb201", "--table", Table("c10"), "--dataset", "svhn"))
            .ShouldRefuse("'svhn'");
    }

    // Signal: how many 3x3 convolutions; reported: ten times that.
    private string Table(string dataSet) => _folder.Write($"{dataSet}.csv",
        $"cell,{dataSet}_val_12ep,{dataSet}_test_200ep\n" + string.Concat(
            Enumerable.Range(0, NasBench201Cell.Count).Select(NasBench201Cell.At)
                .Select(cell => (cell, threes: cell.CountOf(NasBench201Operation.Convolution3x3)))
                .Select(row => $"{row.cell},{row.threes},{10 * row.threes}\n")));
}
