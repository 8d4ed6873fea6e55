using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>ConvNeXt-T as torchvision has it: 7x7 depthwise convolutions, layer normalisation, and two linear
/// layers on the channels of each pixel.</summary>
/// <remarks>The stem's patches are 4x4 pixels, for small images 2x2. Stochastic depth, which torchvision
/// applies in training, is left out. Source: Liu et al., "A ConvNet for the 2020s", CVPR 2022.</remarks>
internal static class ConvNext
{
    private const float Epsilon = 1e-6f;

    private static readonly ImmutableArray<int> Depths = [3, 3, 9, 3], Widths = [96, 192, 384, 768];

    public static ArchitectureGraph Build(Shape input, int classes)
    {
        var graph = new GraphBuilder(input);
        graph.Add("features.0.0", Patches(Widths[0], FamilyLayers.IsSmall(input) ? 2 : 4));
        int x = graph.PixelNorm(graph.Last, "features.0.1", Epsilon);
        for (int stage = 0; stage < Depths.Length; stage++)
        {
            if (stage > 0)
                x = Downsample(graph, x, $"features.{2 * stage}", Widths[stage]);
            for (int block = 0; block < Depths[stage]; block++)
                x = Block(graph, x, $"features.{2 * stage + 1}.{block}", Widths[stage]);
        }
        graph.Add("avgpool", new GlobalAveragePool(), x);
        graph.Add("classifier.0", new LayerNorm(Epsilon));
        graph.Add("classifier.2", new Linear(classes));
        return graph.Build();
    }

    private static Convolution Patches(int channels, int size) =>
        new(channels, size, size, Bias: true) { Pads = new(0, 0, 0, 0) };

    private static int Downsample(GraphBuilder graph, int x, string name, int channels)
    {
        graph.PixelNorm(x, $"{name}.0", Epsilon);
        // A map of one pixel, from an image of 8, is not cut further.
        Shape image = graph.ShapeOf(x);
        return graph.Add($"{name}.1", Patches(channels, Math.Min(image[1], image[2]) > 1 ? 2 : 1));
    }

    private static int Block(GraphBuilder graph, int x, string name, int channels)
    {
        Shape image = graph.ShapeOf(x);
        graph.Add($"{name}.block.0", new Convolution(channels, Kernel: 7, Groups: channels, Bias: true), x);
        graph.Add($"{name}.block.1", new ImageToTokens());
        graph.Add($"{name}.block.2", new LayerNorm(Epsilon));
        graph.Add($"{name}.block.3", new Linear(4 * channels));
        graph.Add($"{name}.block.4", new Activation(ActivationFunction.Gelu));
        graph.Add($"{name}.block.5", new Linear(channels));
        graph.Add($"{name}.block.6", new TokensToImage(image[1], image[2]));
        int branch = graph.Add($"{name}.layer_scale", new LayerScale());
        return graph.Add($"{name}.add", new Sum(), branch, x);
    }
}
