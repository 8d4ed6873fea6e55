using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>MobileNetV2 as torchvision has it: inverted residual blocks with linear bottlenecks,
/// relu6.</summary>
/// <remarks>For small images the stem and the first stage with stride 2 have stride 1: 8 instead of 32 pixels
/// become one. Source: Sandler et al., CVPR 2018, table 2.</remarks>
internal static class MobileNetV2
{
    // Expansion, channels, blocks, stride of the first of them.
    private static readonly (int Expansion, int Channels, int Blocks, int Stride)[] Stages =
    [
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1),
        (6, 160, 3, 2), (6, 320, 1, 1),
    ];

    public static ArchitectureGraph Build(Shape input, int classes)
    {
        bool small = FamilyLayers.IsSmall(input);
        var graph = new GraphBuilder(input);
        int x = Layer(graph, graph.Input, "features.0", 32, 3, small ? 1 : 2);
        int layer = 1;
        for (int stage = 0; stage < Stages.Length; stage++)
        {
            var (expansion, channels, blocks, stride) = Stages[stage];
            for (int block = 0; block < blocks; block++)
            {
                bool whole = block > 0 || (small && stage == 1);
                x = Block(graph, x, layer++, expansion, channels, whole ? 1 : stride);
            }
        }
        Layer(graph, x, $"features.{layer}", 1280, 1, 1);
        graph.Add("avgpool", new GlobalAveragePool());
        graph.Add("classifier.0", new Dropout(0.2f));
        graph.Add("classifier.1", new Linear(classes));
        return graph.Build();
    }

    private static int Block(GraphBuilder graph, int x, int layer, int expansion, int channels, int stride)
    {
        string name = $"features.{layer}.conv";
        int inputs = graph.ShapeOf(x)[0], hidden = expansion * inputs, part = 0;
        int y = expansion == 1 ? x : Layer(graph, x, $"{name}.{part++}", hidden, 1, 1);
        y = Layer(graph, y, $"{name}.{part++}", hidden, 3, stride, hidden);
        y = graph.ConvolutionNorm(y, $"{name}.{part}", $"{name}.{part + 1}", channels);
        return stride == 1 && inputs == channels ? graph.Add($"features.{layer}.add", new Sum(), x, y) : y;
    }

    private static int Layer(
        GraphBuilder graph, int x, string name, int channels, int kernel, int stride, int groups = 1)
    {
        x = graph.ConvolutionNorm(x, $"{name}.0", $"{name}.1", channels, kernel, stride, groups);
        return graph.Activate(x, $"{name}.2", ActivationFunction.Relu6);
    }
}
