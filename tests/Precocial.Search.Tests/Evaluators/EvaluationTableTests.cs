using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class EvaluationTableTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Read_Table_KeepsTheColumnsAskedFor()
    {
        var table = Read("id,cell,a,b\n0,x,1.5,2\n1,y,3,4\n");
        table["y", "b"].ShouldBe(4);
        table["x", "a"].ShouldBe(1.5);
        table.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("", "line 1: there is no column 'cell'")]
    [InlineData("cell,a\nx,1\n", "line 1: there is no column 'b'; the columns are cell, a.")]
    [InlineData("cell,a,b\nx,1,2\ny,3\n", "line 3: expected 3 fields as in the header, but found 2.")]
    [InlineData("cell,a,b\nx,one,2\n", "line 2: expected a number, but found 'one'.")]
    [InlineData("cell,a,b\nx,1,NaN\n", "line 2: expected a number, but found 'NaN'.")]
    [InlineData("cell,a,b\nx,1,2\nx,3,4\n", "line 3: a second row for x. Keep one.")]
    public void Read_BadTable_SaysWhereAndWhat(string text, string message) =>
        Should.Throw<DataException>(() => Read(text)).Message.ShouldContain($"{_path}, {message}");

    [Fact]
    public void Read_NoFile_SaysSo() =>
        Should.Throw<DataException>(() => EvaluationTable.Read(_path + "x", "cell"))
        .Message.ShouldStartWith($"{_path}x cannot be read:");

    [Fact]
    public async Task EvaluateAsync_NasBench201Network_LooksUpItsCell()
    {
        var cell = NasBench201Cell.At(4711);
        var evaluator = TabularEvaluator.ForNasBench201(Read($"cell,a,b\n{cell},1,93.5\n"), "b");
        var graph = new NasBench201Space().Decode(cell);
        (await evaluator.EvaluateAsync(graph, new(1), new Rng(0), default)).ShouldBe(new Score(93.5));
        var other = new NasBench201Space().Decode(NasBench201Cell.At(7));
        (await Should.ThrowAsync<DataException>(() =>
            evaluator.EvaluateAsync(other, new(1), new Rng(0), default)))
            .Message.ShouldBe(
                $"{_path} has no row for {NasBench201Cell.At(7)}, only 1 others. Give the whole table.");
    }

    [Fact]
    public async Task EvaluateAsync_OtherNetwork_SaysSo()
    {
        var evaluator = TabularEvaluator.ForNasBench201(Read("cell,a,b\nx,1,2\n"), "b");
        var space = new MacroSpace(TaskGeometry.Standardized([1, 8, 8], 10));
        (await Should.ThrowAsync<DataException>(
            () => evaluator.EvaluateAsync(space.Decode(space.Sample(new Rng(1))), new(1), new Rng(0),
                default)))
            .Message.ShouldEndWith("records other networks than those of this space.");
    }

    public void Dispose() => File.Delete(_path);

    private EvaluationTable Read(string text)
    {
        File.WriteAllText(_path, text);
        return EvaluationTable.Read(_path, "cell", "a", "b");
    }
}
