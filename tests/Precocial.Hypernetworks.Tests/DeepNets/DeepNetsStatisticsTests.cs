using Precocial.Architectures;

namespace Precocial.Hypernetworks.Tests;

/// <summary>The generator's networks are spread as 200 of the released generator's: each mean within four
/// standard errors of the difference.</summary>
public sealed class DeepNetsStatisticsTests
{
    private const int Released = 200, Ours = 500;

    private static readonly HypernetworkGraph[] Graphs =
    [
        .. Enumerable.Range(0, Ours).Select(i => DeepNetsSampler.At(DeepNetsSettings.Train, seed: 1, i))
            .Select(network => HypernetworkGraph.Of(DeepNetsNetwork.Build(network, [3, 32, 32], 10))),
    ];

    [Fact]
    public void Nodes_OfANetwork_AreAsManyAsInTheReleasedOnes()
    {
        // 36 to 499 nodes, mean 188.9, deviation 88.4. The released code loses some attention and
        // squeeze-and-excitation nodes, about 2 a network.
        ShouldBeNear(188.9, 88.4, [.. Graphs.Select(graph => (double)graph.Nodes.Length)], slack: 2);
        Graphs.ShouldAllBe(graph => graph.Nodes.Length >= 15 && graph.Nodes.Length <= 900);
    }

    [Theory]
    [InlineData(NodeKind.BatchNorm, 0.251)]
    [InlineData(NodeKind.Sum, 0.115)]
    [InlineData(NodeKind.Bias, 0.066)]
    [InlineData(NodeKind.SeparableConvolution, 0.058)]
    [InlineData(NodeKind.Concat, 0.038)]
    [InlineData(NodeKind.DilatedConvolution, 0.026)]
    [InlineData(NodeKind.LayerNorm, 0.026)]
    [InlineData(NodeKind.MaxPool, 0.019)]
    [InlineData(NodeKind.AveragePool, 0.017)]
    public void Kinds_HaveTheSharesOfTheReleasedOnes(NodeKind kind, double share)
    {
        // A share of all nodes; its error is that of a ratio of means over networks.
        double total = Graphs.Sum(graph => graph.Nodes.Length);
        double mean = Graphs.Sum(graph => Count(graph, kind)) / total;
        double squares = Graphs.Average(
            graph => Math.Pow(Count(graph, kind) - mean * graph.Nodes.Length, 2));
        double variance = squares / Math.Pow(total / Ours, 2);

        double error = Math.Sqrt(variance * (1.0 / Released + 1.0 / Ours));
        // Half of the last printed digit.
        mean.ShouldBeInRange(share - 4 * error - 0.0005, share + 4 * error + 0.0005);
    }

    [Fact]
    public void Graphs_HaveOneNodeForEachBlockOfAttentionAndSqueezeExcitation()
    {
        for (int i = 0; i < 100; i++)
        {
            ArchitectureGraph network = DeepNetsNetwork.Build(
                DeepNetsSampler.At(DeepNetsSettings.Train, seed: 1, i), [3, 32, 32], 10);
            Count(Graphs[i], NodeKind.Attention)
                .ShouldBe(network.Nodes.Count(node => node.Primitive is Attention));
            Count(Graphs[i], NodeKind.SqueezeExcitation)
                .ShouldBe(network.Nodes.Count(node => node.Primitive is ChannelScale));
            Graphs[i].Skipped.ShouldBeEmpty();
        }
    }

    private static int Count(HypernetworkGraph graph, NodeKind kind) =>
        graph.Nodes.Count(node => node.Kind == kind);

    private static void ShouldBeNear(double mean, double deviation, double[] ours, double slack)
    {
        double average = ours.Average();
        double variance = ours.Sum(x => (x - average) * (x - average)) / (ours.Length - 1);
        double error = Math.Sqrt(deviation * deviation / Released + variance / ours.Length);
        average.ShouldBeInRange(mean - 4 * error, mean + 4 * error + slack);
    }
}
