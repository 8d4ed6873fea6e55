using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>MobileNetV3, large and small, as torchvision has them: inverted residual blocks, some with
/// squeeze and excitation, relu first and hard swish later.</summary>
/// <remarks>For small images the stem and the first block with stride 2 have stride 1: 8 instead of 32 pixels
/// become one. Batch normalisation has ε = 0.001 and momentum 0.01. Source: Howard et al., ICCV 2019, tables
/// 1 and 2.</remarks>
/// <param name="Blocks">The blocks, from the stem to the last convolution.</param>
/// <param name="HeadWidth">Features of the first linear layer.</param>
internal sealed record MobileNetV3(ImmutableArray<MobileNetV3.BlockSettings> Blocks, int HeadWidth)
{
    private static readonly BatchNorm Norm = new(Epsilon: 0.001f, Momentum: 0.01f);

    /// <summary>One block: kernel of the depthwise convolution, width between, channels out, squeeze and
    /// excitation, hard swish instead of relu, stride.</summary>
    internal readonly record struct BlockSettings(
        int Kernel, int Hidden, int Channels, bool Squeeze, bool Swish, int Stride = 1);

    public static MobileNetV3 Large { get; } = new(
    [
        new(3, 16, 16, false, false), new(3, 64, 24, false, false, 2), new(3, 72, 24, false, false),
        new(5, 72, 40, true, false, 2), new(5, 120, 40, true, false), new(5, 120, 40, true, false),
        new(3, 240, 80, false, true, 2), new(3, 200, 80, false, true), new(3, 184, 80, false, true),
        new(3, 184, 80, false, true), new(3, 480, 112, true, true), new(3, 672, 112, true, true),
        new(5, 672, 160, true, true, 2), new(5, 960, 160, true, true), new(5, 960, 160, true, true),
    ], HeadWidth: 1280);

    public static MobileNetV3 Small { get; } = new(
    [
        new(3, 16, 16, true, false, 2), new(3, 72, 24, false, false, 2), new(3, 88, 24, false, false),
        new(5, 96, 40, true, true, 2), new(5, 240, 40, true, true), new(5, 240, 40, true, true),
        new(5, 120, 48, true, true), new(5, 144, 48, true, true), new(5, 288, 96, true, true, 2),
        new(5, 576, 96, true, true), new(5, 576, 96, true, true),
    ], HeadWidth: 1024);

    public ArchitectureGraph Build(Shape input, int classes)
    {
        bool small = FamilyLayers.IsSmall(input), reduced = false;
        var graph = new GraphBuilder(input);
        int x = Layer(
            graph, graph.Input, "features.0", 16, 3, small ? 1 : 2, 1, ActivationFunction.HardSwish);
        for (int i = 0; i < Blocks.Length; i++)
        {
            BlockSettings block = Blocks[i];
            if (block.Stride == 2 && !reduced)
            {
                reduced = true;
                block = block with { Stride = small ? 1 : 2 };
            }
            x = Block(graph, x, $"features.{i + 1}", block);
        }
        Layer(graph, x, $"features.{Blocks.Length + 1}", 6 * Blocks[^1].Channels, 1, 1, 1,
            ActivationFunction.HardSwish);
        graph.Add("avgpool", new GlobalAveragePool());
        graph.Add("classifier.0", new Linear(HeadWidth));
        graph.Add("classifier.1", new Activation(ActivationFunction.HardSwish));
        graph.Add("classifier.2", new Dropout(0.2f));
        graph.Add("classifier.3", new Linear(classes));
        return graph.Build();
    }

    private static int Block(GraphBuilder graph, int x, string name, BlockSettings block)
    {
        ActivationFunction activation = block.Swish ? ActivationFunction.HardSwish : ActivationFunction.Relu;
        int inputs = graph.ShapeOf(x)[0], part = 0, y = x;
        if (block.Hidden != inputs)
            y = Layer(graph, y, $"{name}.block.{part++}", block.Hidden, 1, 1, 1, activation);
        y = Layer(graph, y, $"{name}.block.{part++}", block.Hidden, block.Kernel, block.Stride, block.Hidden,
            activation);
        if (block.Squeeze)
            y = graph.SqueezeExcite(y, $"{name}.block.{part++}",
                FamilyLayers.ToMultipleOf8(block.Hidden / 4.0), ActivationFunction.Relu,
                ActivationFunction.HardSigmoid);
        y = graph.ConvolutionNorm(y, $"{name}.block.{part}.0", $"{name}.block.{part}.1", block.Channels,
            normalisation: Norm);
        return block.Stride == 1 && inputs == block.Channels ? graph.Add($"{name}.add", new Sum(), x, y) : y;
    }

    private static int Layer(GraphBuilder graph, int x, string name, int channels, int kernel, int stride,
        int groups, ActivationFunction activation)
    {
        x = graph.ConvolutionNorm(x, $"{name}.0", $"{name}.1", channels, kernel, stride, groups, Norm);
        return graph.Activate(x, $"{name}.2", activation);
    }
}
