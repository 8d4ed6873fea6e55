using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>What a network's first convolutions look for.</summary>
internal static class Stems
{
    /// <summary>The share of their energy that is the same at every place of the window; NaN where none has a
    /// window.</summary>
    public static double ConstantShare(ArchitectureGraph graph, IReadOnlyList<Tensor> weights)
    {
        double constant = 0, all = 0;
        for (int i = 0; i < weights.Count; i++)
        {
            GraphWeight weight = graph.WeightSpecs[i];
            bool stem = weight.Spec.Role == WeightRole.Kernel && weight.Spec.Shape.Rank == 4
                && SeesImage(graph, graph.Nodes[weight.Node].Inputs[0]);
            int window = stem ? weight.Spec.Shape[2] * weight.Spec.Shape[3] : 1;
            if (window == 1)
                continue;
            ReadOnlySpan<float> values = weights[i].Span;
            for (int start = 0; start < values.Length; start += window)
            {
                double sum = 0;
                foreach (float value in values.Slice(start, window))
                {
                    sum += value;
                    all += (double)value * value;
                }
                constant += sum * sum / window;
            }
        }
        return constant / all;
    }

    private static bool SeesImage(ArchitectureGraph graph, int node)
    {
        while (graph.Nodes[node].Primitive is Standardize)
            node = graph.Nodes[node].Inputs[0];
        return graph.Nodes[node].Primitive is InputPrimitive;
    }
}
