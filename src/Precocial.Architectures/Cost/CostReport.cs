using System.Collections.Immutable;

namespace Precocial.Architectures;

/// <summary>What a network costs, node by node, counted from its graph without running it.</summary>
/// <param name="Nodes">One entry a node, in the graph's order.</param>
public sealed record CostReport(ImmutableArray<NodeCost> Nodes)
{
    /// <summary>Trained values.</summary>
    public long Parameters => Nodes.Sum(node => node.Parameters);

    /// <summary>Floating-point operations for one sample; a multiply-add counts as two.</summary>
    public long Flops => Nodes.Sum(node => node.Flops);

    /// <summary>Bytes of all nodes' outputs for one sample: what training keeps, apart from the
    /// weights.</summary>
    public long ActivationBytes => Nodes.Sum(node => node.ActivationBytes);

    /// <summary>Counts a graph.</summary>
    public static CostReport Of(ArchitectureGraph graph)
    {
        var parameters = new long[graph.Nodes.Length];
        foreach (GraphWeight weight in graph.WeightSpecs)
            parameters[weight.Node] += weight.Spec.Trainable ? weight.Spec.Shape.Count : 0;
        var nodes = ImmutableArray.CreateBuilder<NodeCost>(graph.Nodes.Length);
        for (int i = 0; i < graph.Nodes.Length; i++)
        {
            long flops = graph.Nodes[i].Primitive.Flops(graph.InputShapesOf(i));
            nodes.Add(new NodeCost(graph.Nodes[i].Name, parameters[i], flops,
                (long)sizeof(float) * graph.Shapes[i].Count));
        }
        return new CostReport(nodes.MoveToImmutable());
    }
}
