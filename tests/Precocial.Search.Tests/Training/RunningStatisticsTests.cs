using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class RunningStatisticsTests
{
    [Fact]
    public void Estimate_ANormOfTheInputs_HasTheirMomentsWhateverItHadBefore()
    {
        var bars = SmallData.Bars(count: 640, seed: 1);
        var builder = new GraphBuilder([1, 8, 8]);
        builder.Add("norm", new BatchNorm());
        builder.Add("flatten", new Flatten());
        builder.Add("logits", new Linear(2));
        var network = Network.From(builder.Build(), new InitializedWeights(), new Rng(1));
        network.Weights["norm.running_mean"].Span.Fill(1000);
        // Ten batches of 64 are one pass.
        RunningStatistics.Estimate(network, bars, new Rng(2), batches: 10);
        network.Weights["norm.running_mean"].Span[0].ShouldBe(bars.Mean[0], tolerance: 1e-5f);
        float variance = bars.Deviation[0] * bars.Deviation[0];
        network.Weights["norm.running_variance"].Span[0].ShouldBe(variance, tolerance: 0.01f * variance);
        network.Weights["norm.weight"].Span[0].ShouldBe(1);
    }
}
