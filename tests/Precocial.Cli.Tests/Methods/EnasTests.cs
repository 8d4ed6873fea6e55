using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli.Tests;

/// <summary>ENAS on a few digits: what it hands over, and what it refuses.</summary>
public sealed class EnasTests
{
    private static readonly DataSplit s_split = DataSplit.Stratified(Digits.Load(), new Rng(5),
        new SplitFractions { Train = 0.15, Validation = 0.1, Test = 0.75 });

    [Fact]
    public async Task SearchAsync_Cells_HandsOverNetworksWithoutTheSearchsProjections()
    {
        var outcome = await new EnasMicro().SearchAsync(ContextOf(Limits.None), default);
        outcome.Leaders.Count.ShouldBe(4);
        foreach (var leader in outcome.Leaders)
        {
            leader.Accuracy.ShouldBeNull();
            leader.Graph.Nodes.ShouldNotContain(node => node.Name.Contains(".out.from"));
        }
        outcome.Trace.How.ShouldContain("shared weights");
    }

    [Fact]
    public async Task SearchAsync_Limits_HandsOverWhatKeepsThem()
    {
        var limits = new Limits { MaxParameters = 40_000 };
        var outcome = await new EnasMacro().SearchAsync(ContextOf(limits), default);
        outcome.Leaders.ShouldAllBe(leader => leader.Graph.Parameters <= 40_000);
    }

    [Fact]
    public async Task SearchAsync_LimitsThatNothingKeeps_AreRefusedBeforeAnyTraining()
    {
        var context = ContextOf(new Limits { MaxParameters = 10 }) with { Evaluations = 1_000_000 };
        foreach (Method method in (Method[])[new EnasMicro(), new EnasMacro()])
        {
            (await Should.ThrowAsync<SearchException>(() => method.SearchAsync(context, default)))
                .Message.ShouldContain("limits nothing satisfies");
        }
    }

    private static MethodContext ContextOf(Limits limits)
    {
        var storage = DesignStorage.InMemory();
        return new()
        {
            Train = s_split.Train,
            Validation = s_split.Validation,
            Geometry = TaskGeometry.Of(s_split.Train),
            Recipe = TrainingRecipe.For(s_split.Train),
            Seed = 3,
            Evaluations = 3,
            Epochs = 1,
            Limits = limits,
            Log = storage.Log,
            Work = storage.Work,
        };
    }
}
