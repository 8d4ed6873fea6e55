using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>An estimate of how long a network takes for one sample: the roofline of one core, node by
/// node.</summary>
/// <remarks>
/// A node takes the longer of computing (its FLOPs at <see cref="FlopsPerSecond"/>) and moving (its inputs,
/// weights and output at <see cref="BytesPerSecond"/>), and <see cref="SecondsPerNode"/> on top. Estimated,
/// not measured, so that a search for fast networks gives the same result on every run; report the winner's
/// time by <see cref="LatencyProbe"/>. Source: Williams, Waterman and Patterson, "Roofline", CACM 2009. The
/// defaults are round numbers for one core of a server of the 2020s: only their ratios change a ranking.
/// </remarks>
public sealed record LatencyModel
{
    /// <summary>What a core computes when it does not wait for memory.</summary>
    public double FlopsPerSecond { get; init; } = 40e9;

    /// <summary>What a core moves between caches and itself.</summary>
    public double BytesPerSecond { get; init; } = 20e9;

    /// <summary>Time to call one operation.</summary>
    public double SecondsPerNode { get; init; } = 1e-6;

    /// <summary>The estimate in seconds.</summary>
    public double Seconds(ArchitectureGraph graph)
    {
        var weights = new long[graph.Nodes.Length];
        foreach (var weight in graph.WeightSpecs)
            weights[weight.Node] += weight.Spec.Shape.Count;
        double seconds = 0;
        for (int i = 1; i < graph.Nodes.Length; i++)
        {
            var inputs = graph.InputShapesOf(i);
            double read = weights[i] + inputs.Sum(s => (double)s.Count);
            double bytes = sizeof(float) * (read + graph.Shapes[i].Count);
            double flops = graph.Nodes[i].Primitive.Flops(inputs);
            seconds += Math.Max(flops / FlopsPerSecond, bytes / BytesPerSecond) + SecondsPerNode;
        }
        return seconds;
    }
}
