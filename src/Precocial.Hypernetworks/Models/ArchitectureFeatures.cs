using System.Collections.Immutable;

namespace Precocial.Hypernetworks;

/// <summary>A few numbers that say what a network is like: how far it is from those of a training.</summary>
public static class ArchitectureFeatures
{
    // Features that hardly vary in training would otherwise put any other network infinitely far away.
    private const double LeastDeviation = 0.02;

    /// <summary>What the numbers are.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "log_nodes", "log_depth", "mean_degree", "log_parameters",
        .. Enum.GetNames<NodeKind>().Select(kind => "share_" + kind),
    ];

    /// <summary>The numbers of a graph.</summary>
    public static double[] Of(HypernetworkGraph graph)
    {
        int nodes = graph.Nodes.Length;
        double parameters = graph.Nodes.Sum(node => node.Weights.Sum(weight => (double)weight.Shape.Count));
        var features = new double[Names.Length];
        features[0] = Math.Log(nodes);
        features[1] = Math.Log(1 + Depth(graph));
        features[2] = 2.0 * graph.Edges.Length / nodes;
        features[3] = Math.Log(1 + parameters);
        foreach (HypernetworkNode node in graph.Nodes)
            features[4 + (int)node.Kind] += 1.0 / nodes;
        return features;
    }

    /// <summary>How far a graph lies from the networks of a training: the root of the mean square of its
    /// features' distances from their means, in deviations. About 1 for a network like those.</summary>
    public static double Distance(HypernetworkGraph graph, TrainingDistribution distribution)
    {
        double[] features = Of(graph);
        double sum = 0;
        for (int i = 0; i < features.Length; i++)
        {
            double deviation = Math.Max(distribution.Deviation[i], LeastDeviation);
            double z = (features[i] - distribution.Mean[i]) / deviation;
            sum += z * z;
        }
        return Math.Sqrt(sum / features.Length);
    }

    // Edges of the longest path.
    private static int Depth(HypernetworkGraph graph)
    {
        var depth = new int[graph.Nodes.Length];
        foreach ((int source, int target) in graph.Edges)
            depth[target] = Math.Max(depth[target], depth[source] + 1);
        return depth.Max();
    }
}
