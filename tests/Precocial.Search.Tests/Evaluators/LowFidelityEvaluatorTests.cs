using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class LowFidelityEvaluatorTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.3)]
    public void Of_MembersOfSpaces_AreSmallerNetworksForTheSameTask(int shrink, double width)
    {
        var task = TaskGeometry.Standardized([2, 16, 16], 5);
        var (cells, chains) = (new CellSpace(task), new MacroSpace(task));
        var fidelity = new LowFidelity { Shrink = shrink, Width = width };
        for (ulong i = 0; i < 30; i++)
        {
            foreach (var graph in (ArchitectureGraph[])
                [cells.Decode(cells.Sample(new Rng(i))), chains.Decode(chains.Sample(new Rng(i)))])
            {
                var small = fidelity.Of(graph);
                small.InputShape.ShouldBe(graph.InputShape);
                small.OutputShape.ShouldBe(graph.OutputShape);
                small.Flops.ShouldBeLessThan((long)(0.8 * graph.Flops));
            }
        }
    }

    [Fact]
    public void Of_Everything_IsTheNetworkItself()
    {
        var graph = SmallStarts.Image();
        new LowFidelity().Of(graph).ShouldBeSameAs(graph);
    }

    [Fact]
    public void Of_ImagesThatBecomeTooSmall_SaysWhich()
    {
        var builder = new GraphBuilder([1, 8, 8]);
        builder.Add("large", new MaxPool(Size: 6, Stride: 1) { Pads = default(Pads) });
        builder.Add("flat", new Flatten());
        builder.Add("logits", new Linear(2));
        Should.Throw<GraphException>(() => new LowFidelity { Shrink = 2 }.Of(builder.Build())).Message
            .ShouldStartWith("With sides divided by 2 and 1 of the channels: Node \"large\"");
    }

    [Fact]
    public async Task EvaluateAsync_Cheaply_RanksNetworksAsFullTrainingDoesAndIsCorrected()
    {
        var data = DataSplit.Stratified(Digits.Load(), new Rng(1));
        var recipe = TrainingRecipe.For(data.Train) with { BatchSize = 16 };
        ArchitectureGraph[] graphs =
        [
            .. new[] { 1, 2, 3, 4, 6, 8, 12, 16 }.Select(width => SmallStarts.Image(width)
                .Behind(new Standardize([.. data.Train.Mean], [.. data.Train.Scale]))),
        ];
        var fidelity = new LowFidelity { Epochs = 2, Samples = 500, Shrink = 2 };
        var cheap = new LowFidelityEvaluator(data.Train, data.Validation, fidelity, new Rng(2), recipe);
        double[] low = await ScoresAsync(cheap, graphs), full = await ScoresAsync(
            new TrainedEvaluator(data, recipe), graphs);
        var map = BiasCorrection.Monotone(low, full, new Rng(3));
        map.Rank.Value.ShouldBeGreaterThan(0.5);
        map.Bias.ShouldBeGreaterThan(0.1);
        map.Error.ShouldBeLessThan(0.5 * map.Bias);
        var corrected = new LowFidelityEvaluator(data.Train, data.Validation, fidelity, new Rng(2), recipe)
        {
            Correction = map,
        };
        (await ScoresAsync(corrected, graphs)).ShouldBe(low.Select(map.Apply));
        corrected.Provenance.ShouldContain(
            "low fidelity: epochs 2 sides /2 width x1 samples 500, corrected by steps");
    }

    [Fact]
    public void Fidelity_IsThatOfTheSettings_NotOfTheStudyAlone()
    {
        Dataset data = SmallData.Bars(20, 1);
        string Of(LowFidelity fidelity) =>
            new LowFidelityEvaluator(data, data, fidelity, new Rng(1)).Fidelity(new Budget(4));
        Of(new() { Width = 0.5 }).ShouldNotBe(Of(new() { Width = 0.25 }));
        Of(new() { Epochs = 2 }).ShouldStartWith("low-2 ");
        Of(new()).ShouldStartWith("low-4 ");
    }

    [Fact]
    public void New_SettingsThatDoNotFit_AreRefusedInOneLine()
    {
        Dataset bars = SmallData.Bars(20, 1), rings = SmallData.Rings(20, 1);
        Should.Throw<ArgumentException>(() =>
            new LowFidelityEvaluator(rings, rings, new() { Shrink = 2 }, new Rng(1))).Message
            .ShouldContain("only images can be shrunk, but the samples of rings are [2]");
        Should.Throw<ArgumentException>(() =>
            new LowFidelityEvaluator(bars, bars, new() { Width = 0 }, new Rng(1))).Message
            .ShouldContain("the width above 0 and at most 1");
    }

    private static async Task<double[]> ScoresAsync(IEvaluator<Score> evaluator, ArchitectureGraph[] graphs)
    {
        var scores = new double[graphs.Length];
        for (int i = 0; i < scores.Length; i++)
            scores[i] = (await evaluator.EvaluateAsync(graphs[i], new Budget(5), new Rng(7), default)).Value;
        return scores;
    }
}
