using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class RelaxedEvaluatorTests
{
    private static readonly RelaxedSettings Settings = new()
    {
        Steps = 12,
        BatchSize = 16,
        EigenvalueIterations = 2,
    };

    [Fact]
    public async Task EvaluateAsync_FirstOrder_IsTheGradientOfTheLoss()
    {
        var space = SmallRelaxation.Space();
        using RelaxedNetwork network = SmallRelaxation.Smooth(out _);
        double[] gradient = network.ValidationAlphaGradient();
        for (int i = 0; i < gradient.Length; i++)
        {
            float at = network.Alpha[i];
            network.Alpha[i] = at + 1f / 32;
            network.ValidationAlphaGradient();
            double ahead = network.LastValidation.Loss;
            network.Alpha[i] = at - 1f / 32;
            network.ValidationAlphaGradient();
            network.Alpha[i] = at;
            // Rounding of the loss over 2h, and h² of the third derivative.
            gradient[i].ShouldBe((ahead - network.LastValidation.Loss) * 16, 2e-4);
        }
        using RelaxedEvaluator evaluator = Evaluator(GradientOrder.First);
        await evaluator.PrepareAsync([space.Decode(space.Sample(new Rng(1)))], new Rng(2), default);
        AlphaGradient feedback = await evaluator.EvaluateAsync(
            space.Decode(space.Sample(new Rng(1))), new Budget(1), new Rng(3), default);
        feedback.Gradient.Length.ShouldBe(30);
        feedback.Loss.ShouldBeInRange(0.1, 3);
        feedback.Eigenvalue.ShouldBeNull();
    }

    [Theory]
    [InlineData(GradientOrder.First)]
    [InlineData(GradientOrder.Second)]
    public async Task Study_OnOneAndTwoThreads_GivesTheSameBytes(GradientOrder order)
    {
        var one = await RunAsync(order, threads: 1);
        var two = await RunAsync(order, threads: 2);

        two.State.ShouldBe(one.State);
        two.Result.ReproducibilityHash.ShouldBe(one.Result.ReproducibilityHash);
        one.Result.Trials.Select(t => t.Feedback.Loss).Distinct().Count().ShouldBe(12);
        one.Result.Trials.Count(t => t.Feedback.Eigenvalue is not null).ShouldBe(3);
    }

    [Theory]
    [InlineData(GradientOrder.First)]
    [InlineData(GradientOrder.Second)]
    public async Task Study_ResumedFromItsLog_GivesTheSameBytes(GradientOrder order)
    {
        var whole = await RunAsync(order, threads: 1);
        var log = new MemoryStudyLog();
        await RunAsync(order, threads: 1, rounds: 7, log);

        var resumed = await RunAsync(order, threads: 1, rounds: 12, log);

        resumed.State.ShouldBe(whole.State);
        resumed.Result.ReproducibilityHash.ShouldBe(whole.Result.ReproducibilityHash);
    }

    [Fact]
    public async Task EvaluateAsync_SecondOrder_LeavesTheWeightsToTheBit()
    {
        var space = SmallRelaxation.Space();
        ArchitectureGraph graph = space.Decode(space.Sample(new Rng(1)));
        using RelaxedEvaluator evaluator = Evaluator(GradientOrder.Second);
        await evaluator.PrepareAsync([graph], new Rng(2), default);
        byte[] before = evaluator.Save()!;

        AlphaGradient once = await evaluator.EvaluateAsync(graph, new Budget(1), new Rng(3), default);
        AlphaGradient again = await evaluator.EvaluateAsync(graph, new Budget(1), new Rng(4), default);

        evaluator.Save()!.ShouldBe(before);
        again.ShouldBe(once);
        AlphaGradient.FromJson(once.ToJson()).ShouldBe(once);
    }

    [Fact]
    public async Task Restore_OfOtherBytes_SaysSo()
    {
        using RelaxedEvaluator evaluator = Evaluator(GradientOrder.First);
        Should.Throw<FormatException>(() => evaluator.Restore([1, 2, 3])).Message
            .ShouldContain("Not a state of a relaxed search: 3 bytes");
        var space = SmallRelaxation.Space();
        ArchitectureGraph graph = space.Decode(space.Sample(new Rng(1)));
        await evaluator.PrepareAsync([graph], new Rng(2), default);
        using RelaxedEvaluator other = Evaluator(GradientOrder.First);
        other.Restore(evaluator.Save());
        var wider = SmallRelaxation.Space(channels: 6);
        (await Should.ThrowAsync<FormatException>(() => other.PrepareAsync(
            [wider.Decode(wider.Sample(new Rng(1)))], new Rng(2), default))).Message
            .ShouldContain("Not a state of this relaxed search: expected");
    }

    [Fact]
    public async Task PrepareAsync_OfAnotherNetwork_SaysTheRule()
    {
        var space = SmallRelaxation.Space();
        var wider = SmallRelaxation.Space(channels: 6);
        using RelaxedEvaluator evaluator = Evaluator(GradientOrder.First);
        await evaluator.PrepareAsync([space.Decode(space.Sample(new Rng(1)))], new Rng(2), default);

        (await Should.ThrowAsync<ArgumentException>(() => evaluator.PrepareAsync(
            [wider.Decode(wider.Sample(new Rng(1)))], new Rng(2), default))).Message
            .ShouldContain("must differ in α alone");
        using RelaxedEvaluator discrete = Evaluator(GradientOrder.First);
        (await Should.ThrowAsync<ArgumentException>(() => discrete.PrepareAsync(
            [space.Conclude(space.Sample(new Rng(1)))], new Rng(2), default))).Message
            .ShouldContain("must have mixed operations");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"loss\":\"x\",\"accuracy\":1,\"gradient\":[],\"eigenvalue\":null}")]
    public void FromJson_OfOtherText_SaysWhatItIs(string json) =>
        Should.Throw<FormatException>(() => AlphaGradient.FromJson(json)).Message
            .ShouldContain("A loss with its gradient is");

    private static async Task<(StudyResult<Mixture, AlphaGradient> Result, byte[] State)> RunAsync(
        GradientOrder order, int threads, int rounds = 12, MemoryStudyLog? log = null)
    {
        var space = SmallRelaxation.Space();
        using var workers = new WorkerPool(threads);
        using RelaxedEvaluator evaluator = Evaluator(order, workers);
        var strategy = new GradientDescent(space, new() { RoundsPerEpoch = evaluator.RoundsPerEpoch });
        var result = await (Study.Over(space).Using(strategy).JudgedBy(evaluator) with { Log = log })
            .RunAsync(seed: 5, rounds);
        return (result, evaluator.Save()!);
    }

    private static RelaxedEvaluator Evaluator(GradientOrder order, WorkerPool? workers = null) => new(
        SmallData.Bars(64, seed: 1), SmallData.Bars(64, seed: 2), Settings with { Order = order }, workers);
}
