using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Well-known classifiers by name, as graphs.</summary>
/// <remarks>
/// For images of 224 pixels they are torchvision's to the last parameter: <c>{node}.weight</c> is the name in
/// its <c>state_dict</c>, see <see cref="TorchNames"/> for the exceptions. For images of at most 64 pixels a
/// side, such as CIFAR's, the stem keeps the resolution or the first down-sampling is left out; each family's
/// remarks say how. Image channels may be any number. Dropout is part of the graph; stochastic depth is not.
/// </remarks>
public static class NamedNetworks
{
    private static readonly OrderedDictionary<string, Func<Shape, int, ArchitectureGraph>> Builders =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["resnet18"] = new ResNet([2, 2, 2, 2], Bottleneck: false).Build,
            ["resnet34"] = new ResNet([3, 4, 6, 3], Bottleneck: false).Build,
            ["resnet50"] = new ResNet([3, 4, 6, 3], Bottleneck: true).Build,
            ["resnet101"] = new ResNet([3, 4, 23, 3], Bottleneck: true).Build,
            ["resnet152"] = new ResNet([3, 8, 36, 3], Bottleneck: true).Build,
            ["wide_resnet50_2"] = new ResNet([3, 4, 6, 3], Bottleneck: true, Widening: 2).Build,
            ["wide_resnet101_2"] = new ResNet([3, 4, 23, 3], Bottleneck: true, Widening: 2).Build,
            ["vgg11"] = new Vgg([1, 1, 2, 2, 2], Norms: false).Build,
            ["vgg11_bn"] = new Vgg([1, 1, 2, 2, 2], Norms: true).Build,
            ["vgg13"] = new Vgg([2, 2, 2, 2, 2], Norms: false).Build,
            ["vgg13_bn"] = new Vgg([2, 2, 2, 2, 2], Norms: true).Build,
            ["vgg16"] = new Vgg([2, 2, 3, 3, 3], Norms: false).Build,
            ["vgg16_bn"] = new Vgg([2, 2, 3, 3, 3], Norms: true).Build,
            ["vgg19"] = new Vgg([2, 2, 4, 4, 4], Norms: false).Build,
            ["vgg19_bn"] = new Vgg([2, 2, 4, 4, 4], Norms: true).Build,
            ["mobilenet_v2"] = MobileNetV2.Build,
            ["mobilenet_v3_small"] = MobileNetV3.Small.Build,
            ["mobilenet_v3_large"] = MobileNetV3.Large.Build,
            ["efficientnet_b0"] = EfficientNet.Build,
            ["densenet121"] = DenseNet.Build,
            ["convnext_tiny"] = ConvNext.Build,
            ["vit_b_16"] = VisionTransformer.Build,
            ["darts"] = DeepNetsFamilies.Darts,
            ["pdarts"] = DeepNetsFamilies.Pdarts,
            ["vit"] = DeepNetsFamilies.VisionTransformer,
        };

    /// <summary>The names that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Builders.Keys];

    /// <summary>Whether <see cref="Create"/> knows a name; upper and lower case are the same.</summary>
    public static bool Knows(string name) => Builders.ContainsKey(name);

    /// <summary>The graph of a network.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="input">[channels, height, width] of one image; 224 or 32 pixels a side for the published
    /// networks.</param>
    /// <param name="classes">Number of logits; at least 1.</param>
    /// <exception cref="ArgumentException">There is no such network.</exception>
    /// <exception cref="ShapeException">The input is not an image, or too small for the network.</exception>
    public static ArchitectureGraph Create(string name, Shape input, int classes)
    {
        if (!Builders.TryGetValue(name, out Func<Shape, int, ArchitectureGraph>? build))
            throw new ArgumentException($"There is no network \"{name}\", only {string.Join(", ", Names)}.",
                nameof(name));
        if (input.Rank != 3)
            throw new ShapeException($"{name}: the input must be [channels, height, width], but is {input}.");
        return build(input, classes);
    }
}
