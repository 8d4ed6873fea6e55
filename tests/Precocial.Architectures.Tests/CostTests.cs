using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class CostTests
{
    [Theory]
    [MemberData(nameof(SampleGraphs.Names), MemberType = typeof(SampleGraphs))]
    public void CostReport_AddsUpToTheGraphsTotals(string name)
    {
        ArchitectureGraph graph = SampleGraphs.Named(name);

        CostReport report = CostReport.Of(graph);

        report.Parameters.ShouldBe(graph.Parameters);
        report.Flops.ShouldBe(graph.Flops);
        report.ActivationBytes.ShouldBe(graph.Shapes.Sum(shape => 4L * shape.Count));
    }

    [Fact]
    public void CostReport_SaysWhatANodeCosts()
    {
        CostReport.Of(SampleGraphs.Residual()).Nodes.Single(node => node.Name == "block.conv")
            .ShouldBe(new NodeCost("block.conv", Parameters: 148, Flops: 73 * 256, ActivationBytes: 4 * 256));
    }

    [Fact]
    public void LatencyProbe_GivesTheMedian()
    {
        Network network = Network.From(SampleGraphs.Residual(), new InitializedWeights(), new Rng(1));
        var clock = new ScriptedClock([0, 999, 1000, 1007, 2000, 2003, 3000, 3100]);

        TimeSpan median = new LatencyProbe(clock) { Runs = 3, WarmUpRuns = 1 }.Measure(network);

        median.ShouldBe(TimeSpan.FromMilliseconds(7));
    }

    /// <summary>A clock that shows the given milliseconds, one after the other.</summary>
    private sealed class ScriptedClock(long[] milliseconds) : TimeProvider
    {
        private int _next;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => milliseconds[_next++];
    }
}
