using BenchmarkDotNet.Attributes;
using Precocial.Architectures;
using Precocial.Hypernetworks;
using Precocial.Tensors;

namespace Precocial.Benchmarks;

/// <summary>GHN-2 predicts all weights of a network, on one thread. The released code takes 196, 822, 169 and
/// 3,199 ms on a CPU.</summary>
public class HypernetworkBenchmarks
{
    private GraphHypernetwork _hypernetwork = null!;
    private ArchitectureGraph _graph = null!;
    private HypernetworkGraph _nodes = null!;

    [Params("resnet50", "resnet152", "vit", "darts")]
    public string Network { get; set; } = "resnet50";

    [GlobalSetup]
    public void Setup()
    {
        _hypernetwork = GraphHypernetwork.Create(
            HypernetworkConfiguration.Ghn2 with { MaxShape = new(64, 64, 16, 16), Classes = 1000 }, new Rng(1));
        _graph = NamedNetworks.Create(Network, [3, 224, 224], 1000);
        _nodes = Seen();
    }

    /// <summary>From the graph that the hypernetwork sees to tensors.</summary>
    [Benchmark]
    public long Predict() => _hypernetwork.Predict(_graph, _nodes, new Rng(0)).PredictedParameters;

    /// <summary>The graph that the hypernetwork sees, with all lengths of paths.</summary>
    [Benchmark]
    public HypernetworkGraph Seen()
    {
        HypernetworkGraph nodes = HypernetworkGraph.Of(_graph);
        _ = nodes.Messages(_hypernetwork.Configuration.VirtualEdges);
        return nodes;
    }
}
