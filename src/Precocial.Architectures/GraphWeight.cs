using System.Collections.Immutable;

namespace Precocial.Architectures;

/// <summary>One weight tensor of a graph.</summary>
/// <param name="Node">The index of the node that it belongs to.</param>
/// <param name="Name">Its full name, unique in the graph: the node's name, a dot, the primitive's name for
/// it.</param>
/// <param name="Spec">Shape and role.</param>
public readonly record struct GraphWeight(int Node, string Name, WeightSpec Spec)
{
    internal static ImmutableArray<GraphWeight> ListOf(ArchitectureGraph graph)
    {
        var weights = ImmutableArray.CreateBuilder<GraphWeight>();
        for (int i = 0; i < graph.Nodes.Length; i++)
        {
            foreach (WeightSpec spec in graph.Nodes[i].Primitive.Weights(graph.InputShapesOf(i)))
                weights.Add(new GraphWeight(i, $"{graph.Nodes[i].Name}.{spec.Name}", spec));
        }
        return weights.ToImmutable();
    }
}
