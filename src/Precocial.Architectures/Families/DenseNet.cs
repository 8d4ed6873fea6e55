using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>DenseNet-121 as torchvision has it: each layer adds 32 channels and sees all that came before it
/// in its block.</summary>
/// <remarks>For small images the stem is a 3x3 convolution of stride 1, and there is no pool after it.
/// Source: Huang et al., CVPR 2017, table 1.</remarks>
internal static class DenseNet
{
    private const int Growth = 32, Bottleneck = 4 * Growth;

    private static readonly ImmutableArray<int> Blocks = [6, 12, 24, 16];

    public static ArchitectureGraph Build(Shape input, int classes)
    {
        var graph = new GraphBuilder(input);
        int x = Stem(graph, FamilyLayers.IsSmall(input));
        for (int block = 0; block < Blocks.Length; block++)
        {
            x = Block(graph, x, $"features.denseblock{block + 1}", Blocks[block]);
            if (block < Blocks.Length - 1)
                x = Transition(graph, x, $"features.transition{block + 1}");
        }
        graph.Add("features.norm5", new BatchNorm(), x);
        graph.Add("features.relu5", new Activation(ActivationFunction.Relu));
        graph.Add("avgpool", new GlobalAveragePool());
        graph.Add("classifier", new Linear(classes));
        return graph.Build();
    }

    private static int Stem(GraphBuilder graph, bool small)
    {
        int norm = graph.ConvolutionNorm(
            graph.Input, "features.conv0", "features.norm0", 2 * Growth, small ? 3 : 7, small ? 1 : 2);
        int relu = graph.Activate(norm, "features.relu0", ActivationFunction.Relu);
        return small ? relu : graph.Add("features.pool0", new MaxPool(Size: 3, Stride: 2));
    }

    private static int Block(GraphBuilder graph, int x, string name, int layers)
    {
        var features = new List<int> { x };
        for (int i = 1; i <= layers; i++)
        {
            string layer = $"{name}.denselayer{i}";
            features.Add(Layer(graph, x, layer));
            x = graph.Add($"{layer}.concat", new Concat(), features.ToArray());
        }
        return x;
    }

    private static int Layer(GraphBuilder graph, int x, string name)
    {
        graph.Add($"{name}.norm1", new BatchNorm(), x);
        graph.Add($"{name}.relu1", new Activation(ActivationFunction.Relu));
        int norm = graph.ConvolutionNorm(graph.Last, $"{name}.conv1", $"{name}.norm2", Bottleneck);
        graph.Activate(norm, $"{name}.relu2", ActivationFunction.Relu);
        return graph.Add($"{name}.conv2", new Convolution(Growth, Kernel: 3));
    }

    private static int Transition(GraphBuilder graph, int x, string name)
    {
        graph.Add($"{name}.norm", new BatchNorm(), x);
        graph.Add($"{name}.relu", new Activation(ActivationFunction.Relu));
        graph.Add($"{name}.conv", new Convolution(graph.ShapeOf(x)[0] / 2, Kernel: 1));
        return graph.Add($"{name}.pool", new AveragePool(Size: 2, Stride: 2));
    }
}
