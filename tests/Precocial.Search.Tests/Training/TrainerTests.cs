using System.Runtime.InteropServices;
using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class TrainerTests
{
    private static readonly Dataset s_bars = SmallData.Bars(count: 200, seed: 1);
    private static readonly MacroSpace s_space = new(TaskGeometry.Of(s_bars));

    private static readonly TrainingRecipe s_recipe =
        new() { BatchSize = 32, Augmentation = new() { Shift = 1 }, LabelSmoothing = 0.05f };

    [Fact]
    public void Run_Bars_LearnsThem()
    {
        var network = NewNetwork();
        var held = SmallData.Bars(count: 200, seed: 2);
        double before = Evaluation.Accuracy(network, held);
        using var trainer = new Trainer(network, s_bars, s_recipe, epochs: 6, new Rng(3));
        var reports = new List<EpochReport>();
        trainer.Run(new Collector(reports));
        before.ShouldBeLessThan(0.8);
        Evaluation.Accuracy(network, held).ShouldBeGreaterThan(0.97);
        reports.Select(r => r.Epoch).ShouldBe([1, 2, 3, 4, 5, 6]);
        reports[^1].Loss.ShouldBeLessThan(reports[0].Loss);
        trainer.IsDone.ShouldBeTrue();
    }

    [Fact]
    public void Run_RingsWithAVectorRecipe_LearnsThem()
    {
        var rings = SmallData.Rings(count: 400, seed: 1);
        var space = new MacroSpace(TaskGeometry.Of(rings));
        var genotype = space.Parse(
            "layers=2 norm=none activation=relu skips=no dropout=0 width1=32 width2=32");
        var network = Network.From(space.Decode(genotype), new InitializedWeights(), new Rng(4));
        using var trainer = new Trainer(network, rings, TrainingRecipe.For(rings), epochs: 30, new Rng(3));
        trainer.Run();
        Evaluation.Accuracy(network, SmallData.Rings(count: 400, seed: 2)).ShouldBeGreaterThan(0.97);
    }

    [Theory]
    [InlineData(OptimizationMethod.NesterovSgd)]
    [InlineData(OptimizationMethod.AdamW)]
    public void Restore_AfterAnyEpoch_GoesOnToTheSameBytes(OptimizationMethod method)
    {
        var recipe = s_recipe with { Method = method, LearningRate = 0.01f };
        byte[] undisturbed = TrainTo(epochs: 4, recipe);
        for (int stop = 0; stop < 4; stop++)
        {
            using var first = new Trainer(NewNetwork(), s_bars, recipe, epochs: 4, new Rng(3));
            for (int epoch = 0; epoch < stop; epoch++)
                first.RunEpoch();
            byte[] checkpoint = first.Save();
            using var second = new Trainer(NewNetwork(seed: 99), s_bars, recipe, epochs: 4, new Rng(3));
            second.Restore(checkpoint);
            second.Epoch.ShouldBe(stop);
            second.Run();
            second.Save().ShouldBe(undisturbed, $"stopped after {stop}");
        }
    }

    [Fact]
    public void Run_AnyNumberOfThreads_SameBytes()
    {
        using var workers = new WorkerPool(threads: 3);
        TrainTo(epochs: 2, s_recipe, workers).ShouldBe(TrainTo(epochs: 2, s_recipe));
    }

    [Fact]
    public void RunEpoch_HugeRate_Diverges()
    {
        var recipe = s_recipe with { LearningRate = 1e30f, ClipNorm = 0, WarmUp = 0, WeightDecay = 1 };
        using var trainer = new Trainer(NewNetwork(), s_bars, recipe, epochs: 3, new Rng(3));
        Should.Throw<DivergenceException>(() => trainer.Run())
            .Message.ShouldStartWith("The training loss became ");
    }

    [Fact]
    public void RunEpoch_Cancelled_Throws()
    {
        using var trainer = new Trainer(NewNetwork(), s_bars, s_recipe, epochs: 3, new Rng(3));
        Should.Throw<OperationCanceledException>(() =>
            trainer.RunEpoch(new CancellationToken(canceled: true)));
        trainer.Epoch.ShouldBe(0);
    }

    [Fact]
    public void RunEpoch_AllDone_SaysSo()
    {
        using var trainer = new Trainer(NewNetwork(), s_bars, s_recipe, epochs: 1, new Rng(3));
        trainer.Run();
        Should.Throw<InvalidOperationException>(() => trainer.RunEpoch())
            .Message.ShouldStartWith("All 1 epochs are done.");
    }

    [Fact]
    public void Restore_ForeignOrDamaged_SaysWhatWasExpected()
    {
        using var trainer = new Trainer(NewNetwork(), s_bars, s_recipe, epochs: 2, new Rng(3));
        byte[] good = trainer.Save();
        byte[] late = [.. good];
        MemoryMarshal.Write(late.AsSpan(8), 3);
        foreach (byte[] bad in (byte[][])[[], good[..20], good[..^1], [.. good, 0], [0, .. good[1..]], late])
            Should.Throw<FormatException>(() => trainer.Restore(bad))
                .Message.ShouldStartWith("Not a checkpoint of this training");
        trainer.Restore(good);
    }

    [Fact]
    public void RateAt_WholeRun_RisesThenFallsToNearZero()
    {
        var rates = Enumerable.Range(0, 100).Select(step => s_recipe.RateAt(step, 100)).ToArray();
        rates[..10].ShouldBeInOrder(SortDirection.Ascending);
        rates[10..].ShouldBeInOrder(SortDirection.Descending);
        rates.Max().ShouldBe(s_recipe.LearningRate, 1e-6);
        rates[^1].ShouldBeLessThan(0.001f);
    }

    private static Network NewNetwork(ulong seed = 5)
    {
        var genotype = s_space.Parse(
            "stages=2 stem=8 stride=1 activation=relu head=average dropout=0.1 block1=conv3 blocks1=1 "
            + "skips1=yes block2=inverted3 blocks2=2 skips2=yes widen2=2 shrink2=max");
        return Network.From(s_space.Decode(genotype), new InitializedWeights(), new Rng(seed));
    }

    private static byte[] TrainTo(int epochs, TrainingRecipe recipe, WorkerPool? workers = null)
    {
        using var trainer = new Trainer(NewNetwork(), s_bars, recipe, epochs, new Rng(3), workers);
        trainer.Run();
        return trainer.Save();
    }

    private sealed class Collector(List<EpochReport> reports) : IProgress<EpochReport>
    {
        public void Report(EpochReport value) => reports.Add(value);
    }
}
