using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>Graphs that are a wiring and nothing else: a drawing shows their neurons instead of two
/// boxes.</summary>
internal static class WiringGraph
{
    /// <summary>The wiring of input -> [standardize] -> neurons; null for any other graph.</summary>
    public static NeuronWiring? WiringOf(ArchitectureGraph graph) =>
        graph.Nodes[^1].Primitive is Neurons neurons
            && graph.Nodes[..^1].All(node => node.Primitive is InputPrimitive or Standardize)
            && graph.Nodes[1..].Index().All(item => item.Item.Inputs is [var input] && input == item.Index)
            ? neurons.Wiring
            : null;
}
