using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>VGG as torchvision has it: 3x3 convolutions with offsets, five max pools, three linear
/// layers.</summary>
/// <remarks>The linear layers take all pixels that are left: 7x7 for 224, as in torchvision; one for 32. A
/// pool that would leave nothing of a smaller image is left out. Source: Simonyan and Zisserman, ICLR
/// 2015.</remarks>
/// <param name="Depths">Convolutions of each of the five stages.</param>
/// <param name="Norms">Whether batch normalisation follows each convolution.</param>
internal sealed record Vgg(ImmutableArray<int> Depths, bool Norms)
{
    private const int Hidden = 4096;

    public ArchitectureGraph Build(Shape input, int classes)
    {
        var graph = new GraphBuilder(input);
        int layer = 0;
        for (int stage = 0; stage < Depths.Length; stage++)
        {
            for (int i = 0; i < Depths[stage]; i++)
                layer = Convolve(graph, layer, Math.Min(512, 64 << stage));
            Shape image = graph.ShapeOf(graph.Last);
            if (Math.Min(image[1], image[2]) > 1)
                graph.Add($"features.{layer}", new MaxPool(Size: 2, Stride: 2));
            layer++;
        }
        graph.Add("flatten", new Flatten());
        Head(graph, classes);
        return graph.Build();
    }

    private int Convolve(GraphBuilder graph, int layer, int channels)
    {
        graph.Add($"features.{layer++}", new Convolution(channels, Kernel: 3, Bias: true));
        if (Norms)
            graph.Add($"features.{layer++}", new BatchNorm());
        graph.Add($"features.{layer++}", new Activation(ActivationFunction.Relu));
        return layer;
    }

    private static void Head(GraphBuilder graph, int classes)
    {
        graph.Add("classifier.0", new Linear(Hidden));
        graph.Add("classifier.1", new Activation(ActivationFunction.Relu));
        graph.Add("classifier.2", new Dropout(0.5f));
        graph.Add("classifier.3", new Linear(Hidden));
        graph.Add("classifier.4", new Activation(ActivationFunction.Relu));
        graph.Add("classifier.5", new Dropout(0.5f));
        graph.Add("classifier.6", new Linear(classes));
    }
}
