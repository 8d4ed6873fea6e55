using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Random weights to train from: He's rule before rectifiers, LeCun's elsewhere.</summary>
/// <remarks>
/// Kernels are normal with mean 0 and variance gain/fan-in, fan-in = (in/groups)·k². The gain is 2 where the
/// output reaches an activation that cuts half of it away (relu, gelu, silu, hard swish) before the next
/// kernel, otherwise 1; logits have gain 1. Offsets are 0, scales 1, running means 0, running variances 1;
/// positions are normal with deviation 0.02, layer scales 1e-6.
/// Each tensor's numbers depend on the seed of the generator and the tensor's full name alone: adding a layer
/// leaves the others' weights as they were. Sources: He et al., ICCV 2015; LeCun et al., "Efficient
/// BackProp", 1998.
/// </remarks>
public sealed class InitializedWeights : IWeightSource
{
    // Dosovitskiy et al., ICLR 2021, and Liu et al., "A ConvNet for the 2020s", CVPR 2022.
    private const double PositionDeviation = 0.02;
    private const float LayerScaleStart = 1e-6f;

    /// <inheritdoc/>
    public string Provenance => "He initialisation";

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Provide(ArchitectureGraph graph, Rng rng) =>
        ProvideSome(graph, rng, _ => true)!;

    /// <summary>As <see cref="Provide"/>, the same numbers for some of the weights; null for the
    /// others.</summary>
    public IReadOnlyList<Tensor?> ProvideSome(
        ArchitectureGraph graph, Rng rng, Func<GraphWeight, bool> wanted)
    {
        bool[] rectified = RectifiedOutputs(graph);
        var weights = new Tensor?[graph.WeightSpecs.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            GraphWeight weight = graph.WeightSpecs[i];
            if (!wanted(weight))
                continue;
            weights[i] = Create(weight, rectified[weight.Node] ? 2 : 1, rng);
        }
        return weights;
    }

    /// <summary>One tensor: its numbers depend on the seed, the weight's name, shape and role, and the
    /// gain.</summary>
    internal static Tensor Create(GraphWeight weight, double gain, Rng rng)
    {
        var tensor = Tensor.Zeros(weight.Spec.Shape, requiresGradient: weight.Spec.Trainable);
        Fill(tensor, weight, gain, rng);
        return tensor;
    }

    private static void Fill(Tensor tensor, GraphWeight weight, double gain, Rng rng)
    {
        switch (weight.Spec.Role)
        {
            case WeightRole.Kernel:
                double fanIn = Math.Max(1, tensor.Count / tensor.Shape[0]);
                FillNormal(tensor, Math.Sqrt(gain / fanIn), rng.Split(weight.Name));
                break;
            case WeightRole.Position:
                FillNormal(tensor, PositionDeviation, rng.Split(weight.Name));
                break;
            case WeightRole.Scale or WeightRole.RunningVariance:
                tensor.Span.Fill(1);
                break;
            case WeightRole.Alpha:
                weight.Spec.Values.CopyTo(tensor.Span);
                break;
            case WeightRole.LayerScale:
                tensor.Span.Fill(LayerScaleStart);
                break;
        }
    }

    private static void FillNormal(Tensor tensor, double deviation, Rng rng)
    {
        foreach (ref float value in tensor.Span)
            value = (float)(deviation * rng.NextNormal());
    }

    // For each node: whether its output reaches a rectifier before another kernel.
    private static bool[] RectifiedOutputs(ArchitectureGraph graph)
    {
        var rectified = new bool[graph.Nodes.Length];
        for (int i = graph.Nodes.Length - 1; i > 0; i--)
        {
            bool passesOn = graph.Nodes[i].Primitive switch
            {
                Activation activation => activation.Rectifies,
                Convolution or DepthwiseConvolution or Linear => false,
                _ => rectified[i],
            };
            if (!passesOn)
                continue;
            foreach (int input in graph.Nodes[i].Inputs)
                rectified[input] = true;
        }
        return rectified;
    }
}
