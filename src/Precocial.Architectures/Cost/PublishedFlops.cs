using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>"FLOPs (M)" as NAS-Bench-201's recorded column has it; not
/// <see cref="ArchitectureGraph.Flops"/>.</summary>
/// <remarks>
/// That column was counted by TensorWatch's model statistics, whose rules are mixed: a multiply-add of a
/// convolution or linear layer counts once and its bias not in a linear layer; batch norm counts 2 an
/// element, relu 1, pooling size² an output, global pooling (height + 1)·(width + 1) a channel; sums and
/// copies count nothing. For comparison with published numbers only. Source: microsoft/tensorwatch,
/// <c>torchstat/compute_flops.py</c>; it gives 7.943872 M for the skeleton.
/// </remarks>
public static class PublishedFlops
{
    /// <summary>The count for one sample.</summary>
    public static long Of(ArchitectureGraph graph)
    {
        long flops = 0;
        for (int i = 0; i < graph.Nodes.Length; i++)
            flops = checked(flops + Of(graph.Nodes[i].Primitive, graph.InputShapesOf(i), graph.Shapes[i]));
        return flops;
    }

    private static long Of(Primitive primitive, Shape[] inputs, Shape output) => primitive switch
    {
        Convolution c => (long)output.Count * ((long)(inputs[0][0] / c.Groups) * c.Kernel * c.KernelWidth
            + (c.Bias ? 1 : 0)),
        DepthwiseConvolution c => (long)output.Count * c.Kernel * c.Kernel,
        Linear => (long)output.Count * inputs[0][^1],
        BatchNorm => 2L * output.Count,
        Activation => output.Count,
        MaxPool p => (long)output.Count * p.Size * p.KernelWidth,
        AveragePool p => (long)output.Count * p.Size * p.KernelWidth,
        GlobalAveragePool => (long)inputs[0][0] * (inputs[0][1] + 1) * (inputs[0][2] + 1),
        _ => 0,
    };
}
