using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Residual networks, their wide kind included, as torchvision has them.</summary>
/// <remarks>
/// 1. Stem: 7x7 convolution of stride 2 to 64 channels, norm, relu, max pool 3/2. For small images: 3x3 of
///    stride 1 and no pool.
/// 2. Four stages of blocks with 64, 128, 256, 512 planes; the first block of each but the first has stride
///    2. A basic block is two 3x3 convolutions; a bottleneck is 1x1, 3x3, 1x1 to four times the planes, whose
///    inner width a wide network doubles. The input is added before the last relu, through a 1x1 convolution
///    where shapes differ.
/// 3. Mean of the pixels, linear layer <c>fc</c>.
/// Sources: He et al., CVPR 2016; Zagoruyko and Komodakis, BMVC 2016.
/// </remarks>
/// <param name="Blocks">Blocks of each stage.</param>
/// <param name="Bottleneck">Whether blocks are bottlenecks.</param>
/// <param name="Widening">Factor of a bottleneck's inner width.</param>
internal sealed record ResNet(ImmutableArray<int> Blocks, bool Bottleneck, int Widening = 1)
{
    public ArchitectureGraph Build(Shape input, int classes)
    {
        var graph = new GraphBuilder(input);
        int x = Stem(graph, FamilyLayers.IsSmall(input));
        for (int stage = 0; stage < Blocks.Length; stage++)
        {
            for (int block = 0; block < Blocks[stage]; block++)
            {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                x = Block(graph, x, $"layer{stage + 1}.{block}", 64 << stage, stride);
            }
        }
        graph.Add("avgpool", new GlobalAveragePool());
        graph.Add("fc", new Linear(classes));
        return graph.Build();
    }

    private static int Stem(GraphBuilder graph, bool small)
    {
        int norm = graph.ConvolutionNorm(graph.Input, "conv1", "bn1", 64, small ? 3 : 7, small ? 1 : 2);
        int relu = graph.Activate(norm, "relu", ActivationFunction.Relu);
        return small ? relu : graph.Add("maxpool", new MaxPool(Size: 3, Stride: 2));
    }

    private int Block(GraphBuilder graph, int x, string name, int planes, int stride)
    {
        int channels = Bottleneck ? 4 * planes : planes;
        int branch = Bottleneck
            ? BottleneckBranch(graph, x, name, planes, stride)
            : BasicBranch(graph, x, name, planes, stride);
        if (stride != 1 || graph.ShapeOf(x)[0] != channels)
            x = graph.ConvolutionNorm(x, $"{name}.downsample.0", $"{name}.downsample.1", channels, 1, stride);
        graph.Add($"{name}.add", new Sum(), branch, x);
        return graph.Activate(graph.Last, $"{name}.relu", ActivationFunction.Relu);
    }

    private static int BasicBranch(GraphBuilder graph, int x, string name, int planes, int stride)
    {
        x = graph.ConvolutionNorm(x, $"{name}.conv1", $"{name}.bn1", planes, 3, stride);
        x = graph.Activate(x, $"{name}.relu1", ActivationFunction.Relu);
        return graph.ConvolutionNorm(x, $"{name}.conv2", $"{name}.bn2", planes, 3);
    }

    private int BottleneckBranch(GraphBuilder graph, int x, string name, int planes, int stride)
    {
        x = graph.ConvolutionNorm(x, $"{name}.conv1", $"{name}.bn1", planes * Widening);
        x = graph.Activate(x, $"{name}.relu1", ActivationFunction.Relu);
        x = graph.ConvolutionNorm(x, $"{name}.conv2", $"{name}.bn2", planes * Widening, 3, stride);
        x = graph.Activate(x, $"{name}.relu2", ActivationFunction.Relu);
        return graph.ConvolutionNorm(x, $"{name}.conv3", $"{name}.bn3", 4 * planes);
    }
}
