using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Random weights as PyTorch's layers have them when nobody says otherwise: what published scores of
/// untrained networks were computed with.</summary>
/// <remarks>
/// Kernels, and the offsets beside them, are uniform in ±1/√fan-in, fan-in = (in/groups)·k². The variance,
/// 1/(3·fan-in), is a sixth of what <see cref="InitializedWeights"/>, its neighbour, takes before rectifiers:
/// that one is to train from. Everything else is as there. Each tensor's numbers depend on the seed of the
/// generator and the tensor's full name alone. Source: torch.nn.Conv2d and Linear, <c>reset_parameters</c>.
/// </remarks>
public sealed class FanInUniformWeights : IWeightSource
{
    /// <inheritdoc/>
    public string Provenance => "uniform in ±1/√fan-in";

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Provide(ArchitectureGraph graph, Rng rng)
    {
        IReadOnlyList<Tensor> weights = new InitializedWeights().Provide(graph, rng);
        int node = -1;
        double bound = 0;
        for (int i = 0; i < weights.Count; i++)
        {
            GraphWeight weight = graph.WeightSpecs[i];
            if (weight.Spec.Role == WeightRole.Kernel)
            {
                int fanIn = Math.Max(1, weights[i].Count / weights[i].Shape[0]);
                (node, bound) = (weight.Node, 1 / Math.Sqrt(fanIn));
            }
            else if (weight.Spec.Role != WeightRole.Bias || weight.Node != node)
                continue;
            Fill(weights[i], bound, rng.Split(weight.Name));
        }
        return weights;
    }

    private static void Fill(Tensor tensor, double bound, Rng rng)
    {
        foreach (ref float value in tensor.Span)
            value = (float)(bound * (2 * rng.NextDouble() - 1));
    }
}
