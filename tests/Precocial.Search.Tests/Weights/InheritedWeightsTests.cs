using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class InheritedWeightsTests
{
    [Fact]
    public void Provide_AChildByEdits_HasTheParentsFunction()
    {
        var space = new MorphismSpace(SmallStarts.Image(), new() { EditsPerChild = 4 });
        var store = new MemoryWeights();
        var parent = Network.From(space.Decode(space.Root), new InitializedWeights(), new Rng(1));
        store.Keep(parent);
        var graph = space.Decode(space.Mutate(space.Root, new Rng(2)));
        var child = Network.From(graph, new InheritedWeights(store), new Rng(3));
        Difference(parent, child).ShouldBeLessThanOrEqualTo(1e-5);
        var fresh = Network.From(graph, new InitializedWeights(), new Rng(3));
        Difference(parent, fresh).ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void Provide_AChildOfAnotherSpace_InheritsByNamePrimitiveAndShape()
    {
        var inner = new NasBench201Space(
            new NasBench201Skeleton { InputShape = [1, 8, 8], CellsPerStage = 1 });
        var space = new LineageSpace<NasBench201Cell>(inner);
        var cell = inner.Parse("|nor_conv_3x3~0|+|nor_conv_1x1~0|none~1|+|skip_connect~0|none~1|none~2|");
        var changed = inner.Parse("|nor_conv_3x3~0|+|nor_conv_3x3~0|none~1|+|skip_connect~0|none~1|none~2|");
        var store = new MemoryWeights();
        var parent = Network.From(inner.Decode(cell), new InitializedWeights(), new Rng(1));
        store.Keep(parent);
        var child = Network.From(space.Decode(new(changed, [cell])), new InheritedWeights(store), new Rng(2));
        Same("stage0.cell0.edge01.conv.weight").ShouldBeTrue();
        Same("head.linear.weight").ShouldBeTrue();
        child.Weights["stage0.cell0.edge02.conv.weight"].Span.ToArray().Any(v => v != 0).ShouldBeTrue();
        child.Weights["stage0.cell0.edge02.conv.weight"].Shape[2].ShouldBe(3);

        bool Same(string name) => child.Weights[name].Span.SequenceEqual(parent.Weights[name].Span);
    }

    [Fact]
    public async Task Evaluate_AChildThatInheritsByName_IsAheadOfOneFromFreshWeights()
    {
        var data = DataSplit.Stratified(Digits.Load(), new Rng(1));
        var inner = new NasBench201Space(new NasBench201Skeleton
        {
            InputShape = [1, 8, 8],
            Channels = 4,
            Stages = 2,
            CellsPerStage = 1,
            Standardize = new Standardize([.. data.Train.Mean], [.. data.Train.Scale]),
        });
        var space = new LineageSpace<NasBench201Cell>(inner);
        double inherited = 0, fresh = 0;
        for (ulong seed = 1; seed <= 3; seed++)
        {
            var parent = space.Sample(new Rng(seed));
            var child = space.Decode(space.Mutate(parent, new Rng(seed)));
            var store = new MemoryWeights();
            var heirs = new TrainedEvaluator(data) { Weights = new InheritedWeights(store), Store = store };
            await heirs.EvaluateAsync(space.Decode(parent), new Budget(3), new Rng(seed), default);
            inherited += (await heirs.EvaluateAsync(child, new Budget(1), new Rng(9), default)).Value / 3;
            fresh += (await new TrainedEvaluator(data)
                .EvaluateAsync(child, new Budget(1), new Rng(9), default)).Value / 3;
        }
        inherited.ShouldBeGreaterThan(fresh + 0.1);
    }

    [Fact]
    public void Provide_AParentThatIsNotInTheStore_IsOneClearLine()
    {
        var space = new MorphismSpace(SmallStarts.Image());
        var graph = space.Decode(space.Mutate(space.Root, new Rng(2)));
        var weights = new InheritedWeights(new MemoryWeights());
        Should.Throw<SearchException>(() => weights.Provide(graph, new Rng(1))).Message
            .ShouldStartWith($"The weights of the parent {space.Start.Key} are not in the store. Go on with");
    }

    [Fact]
    public async Task Study_WithTwoThreads_GivesTheBytesOfOne() =>
        (await SearchAsync(workers: 2)).ShouldBe(await SearchAsync(workers: 1));

    private static async Task<string> SearchAsync(int workers)
    {
        Dataset train = SmallData.Bars(64, 1), validation = SmallData.Bars(40, 2);
        var space = new MorphismSpace(SmallStarts.Image(width: 4, classes: 2), new() { EditsPerChild = 2 });
        var strategy = new RegularizedEvolution<MorphGenotype, Score>(space, Ranking.ByScore, 4, 2);
        var store = new MemoryWeights();
        var evaluator = new TrainedEvaluator(train, validation)
        {
            Weights = new InheritedWeights(store),
            Store = store,
        };
        var plan = Study.Over(space).Using(strategy).JudgedBy(evaluator) with { Workers = workers };
        var result = await plan.RunAsync(seed: 5, evaluations: 16);
        result.Trials.Count(t => t.Genotype.Inherited > 0).ShouldBeGreaterThan(3);
        return result.ReproducibilityHash;
    }

    private static double Difference(Network a, Network b)
    {
        var inputs = Tensor.Zeros([100, 1, 8, 8]);
        var rng = new Rng(9);
        foreach (ref float value in inputs.Span)
            value = (float)rng.NextNormal();
        using var tape = new Tape(recording: false);
        var x = tape.Input(inputs);
        return a.Forward(x).ToArray().Zip(b.Forward(x).ToArray())
            .Max(pair => Math.Abs((double)pair.First - pair.Second));
    }
}
