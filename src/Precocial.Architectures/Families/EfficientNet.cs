using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>EfficientNet-B0 as torchvision has it: inverted residual blocks with squeeze and excitation,
/// silu.</summary>
/// <remarks>For small images the stem and the first stage with stride 2 have stride 1: 8 instead of 32 pixels
/// become one. Stochastic depth, which torchvision applies in training, is left out. Source: Tan and Le, ICML
/// 2019, table 1.</remarks>
internal static class EfficientNet
{
    // Expansion, kernel, stride of the first block, channels, blocks.
    private static readonly (int Expansion, int Kernel, int Stride, int Channels, int Blocks)[] Stages =
    [
        (1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3),
        (6, 5, 2, 192, 4), (6, 3, 1, 320, 1),
    ];

    public static ArchitectureGraph Build(Shape input, int classes)
    {
        bool small = FamilyLayers.IsSmall(input);
        var graph = new GraphBuilder(input);
        int x = Layer(graph, graph.Input, "features.0", 32, 3, small ? 1 : 2);
        for (int stage = 0; stage < Stages.Length; stage++)
        {
            var (expansion, kernel, stride, channels, blocks) = Stages[stage];
            for (int block = 0; block < blocks; block++)
            {
                x = Block(graph, x, $"features.{stage + 1}.{block}", expansion, kernel,
                    block > 0 || (small && stage == 1) ? 1 : stride, channels);
            }
        }
        Layer(graph, x, $"features.{Stages.Length + 1}", 1280, 1, 1);
        graph.Add("avgpool", new GlobalAveragePool());
        graph.Add("classifier.0", new Dropout(0.2f));
        graph.Add("classifier.1", new Linear(classes));
        return graph.Build();
    }

    private static int Block(
        GraphBuilder graph, int x, string name, int expansion, int kernel, int stride, int channels)
    {
        int inputs = graph.ShapeOf(x)[0], hidden = expansion * inputs, part = 0, y = x;
        if (expansion != 1)
            y = Layer(graph, y, $"{name}.block.{part++}", hidden, 1, 1);
        y = Layer(graph, y, $"{name}.block.{part++}", hidden, kernel, stride, hidden);
        y = graph.SqueezeExcite(y, $"{name}.block.{part++}", Math.Max(1, inputs / 4), ActivationFunction.Silu,
            ActivationFunction.Sigmoid);
        y = graph.ConvolutionNorm(y, $"{name}.block.{part}.0", $"{name}.block.{part}.1", channels);
        return stride == 1 && inputs == channels ? graph.Add($"{name}.add", new Sum(), y, x) : y;
    }

    private static int Layer(
        GraphBuilder graph, int x, string name, int channels, int kernel, int stride, int groups = 1)
    {
        x = graph.ConvolutionNorm(x, $"{name}.0", $"{name}.1", channels, kernel, stride, groups);
        return graph.Activate(x, $"{name}.2", ActivationFunction.Silu);
    }
}
