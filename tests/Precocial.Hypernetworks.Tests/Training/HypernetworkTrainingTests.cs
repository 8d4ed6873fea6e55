using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Hypernetworks.Tests;

public sealed class HypernetworkTrainingTests
{
    private static readonly Dataset s_data = SmallNetworks.Corners();

    private static readonly HypernetworkTrainingSettings s_settings = new()
    {
        Steps = 40,
        MetaBatch = 3,
        BatchSize = 32,
        LearningRate = 3e-3f,
        Nodes = new GrowingNodes(6, 20),
        Augmentation = new Augmentation { Shift = 1 },
    };

    [Fact]
    public void Run_AnyNumberOfThreads_GivesTheSameBytes() =>
        BytesAfter(5, threads: 3).ShouldBe(BytesAfter(5, threads: 1));

    [Fact]
    public void Restore_OfASavedState_GoesOnToTheSameBytes()
    {
        using HypernetworkTraining first = Begin();
        for (int i = 0; i < 3; i++)
            first.Run();
        byte[] middle = first.Save();
        using HypernetworkTraining second = Begin(hypernetwork: SmallNetworks.Hypernetwork(seed: 9));
        second.Restore(middle);
        for (int i = 0; i < 3; i++)
            second.Run().Loss.ShouldBe(first.Run().Loss);
        second.Save().ShouldBe(first.Save());
        second.Distribution!.Networks.ShouldBe(18);
    }

    [Fact]
    public void Restore_OfOtherBytes_SaysSoAndChangesNothing()
    {
        using HypernetworkTraining training = Begin();
        byte[] before = training.Save();
        Should.Throw<FormatException>(() => training.Restore(before.AsSpan(1)));
        byte[] damaged = [.. before];
        damaged[0] ^= 1;
        Should.Throw<FormatException>(() => training.Restore(damaged));
        training.Save().ShouldBe(before);
    }

    [Fact]
    public void Run_LossNotFinite_TriesOtherNetworksAndThenGivesUp()
    {
        GraphHypernetwork hypernetwork = SmallNetworks.Hypernetwork();
        hypernetwork.Weights["decoder.conv.2.bias"].Span.Fill(float.NaN);
        hypernetwork.Prepare();
        using HypernetworkTraining training = Begin(s_settings with { RetryLimit = 4 }, hypernetwork);
        byte[] before = training.Save();

        var thrown = Should.Throw<HypernetworkTrainingException>(() => training.Run());

        thrown.Message.ShouldContain("failed at step 1");
        thrown.Message.ShouldNotContain("\n");
        training.Retries.ShouldBe(5);
        training.Save()[32..].ShouldBe(before[32..]);
    }

    [Fact]
    public void Run_OneBadNetwork_IsReplaced()
    {
        int drawn = 0;
        using var training = new HypernetworkTraining(SmallNetworks.Hypernetwork(), s_data,
            rng => Interlocked.Increment(ref drawn) == 1 ? Exploding() : SmallNetworks.Draw(rng),
            s_settings with { Nodes = new AnyNodes(), MetaBatch = 1 }, seed: 1);
        HypernetworkStep step = training.Run();
        step.Retries.ShouldBe(1);
        step.Losses.ShouldAllBe(loss => loss < 20);
    }

    [Theory]
    [InlineData(DecoderKind.Convolution)]
    [InlineData(DecoderKind.Perceptron)]
    public void Run_FortySteps_Learns(DecoderKind decoder)
    {
        using HypernetworkTraining training = Begin(hypernetwork: SmallNetworks.Hypernetwork(decoder: decoder));
        var evaluation = new HypernetworkEvaluation(s_data) { Diagnoses = true };
        ArchitectureGraph[] unseen =
            [.. Enumerable.Range(1000, 8).Select(i => SmallNetworks.Draw(new Rng((ulong)i)))];
        for (int i = 0; i < 40; i++)
            training.Run();

        HypernetworkReport report = evaluation.Run(training.Hypernetwork, unseen, new Rng(0));
        HypernetworkReport he = evaluation.Run(new InitializedWeights(), unseen, new Rng(0));

        report.All.Mean.ShouldBeGreaterThan(he.All.Mean + 0.2);
        report.All.Mean.ShouldBeGreaterThan(report.ShuffledAccuracy + 0.2);
        report.EffectiveRank.ShouldBeInRange(1, 3);
        report.ConstantShare.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Distance_NetworkUnlikeThoseOfTheTraining_IsLarger()
    {
        using HypernetworkTraining training = Begin();
        for (int i = 0; i < 4; i++)
            training.Run();
        GraphHypernetwork trained = training.Hypernetwork.With(training.Distribution, "trained");
        double near = trained.Distance(SmallNetworks.Draw(new Rng(77)))!.Value;
        double far = trained.Distance(Deep())!.Value;
        far.ShouldBeGreaterThan(3 * near);
        training.Hypernetwork.Distance(Deep()).ShouldBeNull();
    }

    [Fact]
    public void RateAt_OverATraining_RisesHoldsAndFalls()
    {
        var settings = new HypernetworkTrainingSettings { LearningRate = 1, WarmUp = 0.1, Hold = 0.8, FinalRate = 0.1f };
        settings.RateAt(0.05).ShouldBe(0.5f, 1e-6f);
        settings.RateAt(0.5).ShouldBe(1);
        settings.RateAt(0.9).ShouldBe(0.55f, 1e-6f);
        settings.RateAt(1).ShouldBe(0.1f, 1e-6f);
    }

    [Fact]
    public void NetworkCurriculum_Stages_SayHowManyNetworks()
    {
        var curriculum = new NetworkCurriculum([(0, 1), (0.25, 5), (0.5, 0)]);
        curriculum.Networks(0.1).ShouldBe(1);
        curriculum.Networks(0.3).ShouldBe(5);
        curriculum.Networks(0.6).ShouldBe(0);
    }

    [Fact]
    public void EffectiveRank_OfLogits_CountsDirections()
    {
        Logits.EffectiveRank([1, 2, -1, -2, 3, 6, -3, -6], classes: 2).ShouldBe(1, 1e-9);
        Logits.EffectiveRank([1, 0, -1, 0, 0, 1, 0, -1], classes: 2).ShouldBe(2, 1e-9);
    }

    private static byte[] BytesAfter(int steps, int threads)
    {
        using var workers = new WorkerPool(threads);
        using HypernetworkTraining training = Begin(workers: workers);
        for (int i = 0; i < steps; i++)
            training.Run();
        return training.Save();
    }

    private static HypernetworkTraining Begin(HypernetworkTrainingSettings? settings = null,
        GraphHypernetwork? hypernetwork = null, WorkerPool? workers = null) =>
        new(hypernetwork ?? SmallNetworks.Hypernetwork(), s_data, SmallNetworks.Draw, settings ?? s_settings, seed: 5,
            workers);

    private static ArchitectureGraph Exploding()
    {
        var builder = new GraphBuilder([1, 8, 8]);
        builder.Add("scale", new Standardize([0], [1e30f]));
        builder.Add("square", new Convolution(4, 3));
        builder.Add("flatten", new Flatten());
        builder.Add("classifier", new Linear(3));
        return builder.Build();
    }

    private static ArchitectureGraph Deep()
    {
        var builder = new GraphBuilder([1, 8, 8]);
        for (int i = 0; i < 30; i++)
            builder.Add(new DepthwiseConvolution(3));
        builder.Add("pool", new GlobalAveragePool());
        builder.Add("classifier", new Linear(3));
        return builder.Build();
    }
}
