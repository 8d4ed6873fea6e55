using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>The convolutional networks of "Neural architecture search with reinforcement learning": layers of
/// any filter, with skip connections between any two.</summary>
/// <remarks>
/// A layer chooses its filter's height and width, its strides and its number of filters, and a bit for each
/// earlier layer. It is a convolution of the layers chosen, concatenated, then batch norm and relu. A layer
/// that chooses none reads the image; layers that nobody chooses are concatenated before the classifier;
/// smaller images are padded with zeros below and to the right to the size of the largest. Defaults of the
/// options are the paper's without strides; fewer filters are quick to train
/// (<see cref="ZophOptions.Small"/>). The paper's depth grows during the search; here it is a parameter.
/// Source: Zoph and Le, ICLR 2017, §3.1, 3.3 and 4.1. Its nearest neighbour: <see cref="EnasMacroSpace"/>.
/// </remarks>
public sealed class ZophSpace : DecisionSpace<ZophGenotype>
{
    private const int OwnPerLayer = 5;
    private static readonly string[] s_heads = ["height", "width", "strideheight", "stridewidth", "filters"];

    /// <summary>The networks for a task.</summary>
    /// <param name="task">Images.</param>
    /// <param name="layers">How many layers there are; the paper's search begins with 6.</param>
    /// <param name="options">What a layer chooses among; null for the paper's.</param>
    /// <exception cref="ArgumentException">Samples that are not images, or sizes that are not
    /// positive.</exception>
    public ZophSpace(TaskGeometry task, int layers = 6, ZophOptions? options = null)
        : base(SkipWiring.Decisions(layers, layer => OfLayer(layer, options ?? new())))
    {
        task.RequireImages("Zoph and Le");
        (Task, Layers, Options) = (task, layers, options ?? new());
    }

    /// <summary>What the networks are for.</summary>
    public TaskGeometry Task { get; }

    /// <summary>How many layers there are.</summary>
    public int Layers { get; }

    /// <summary>What a layer chooses among.</summary>
    public ZophOptions Options { get; }

    /// <inheritdoc/>
    public override string Description => $"Zoph and Le ({Layers} layers, {Options}, {Task})";

    /// <inheritdoc/>
    public override ArchitectureGraph Decode(ZophGenotype genotype)
    {
        var builder = new GraphBuilder(Task.Input);
        int image = builder.Add("standardize", new Standardize(Task.Mean, Task.Scale));
        var outputs = new int[Layers + 1];
        var loose = new SortedSet<int>(Enumerable.Range(1, Layers));
        for (int layer = 1; layer <= Layers; layer++)
        {
            int[] sources = [.. SkipWiring.Sources(genotype.Choices, layer, OwnPerLayer)];
            loose.ExceptWith(sources);
            int input = sources.Length == 0
                ? image
                : Join(builder, $"layer{layer}.all", [.. sources.Select(source => outputs[source])]);
            builder.Add($"layer{layer}", Filter(genotype, layer), input);
            builder.Add($"layer{layer}.norm", new BatchNorm());
            outputs[layer] = builder.Add($"layer{layer}.relu", new Activation(ActivationFunction.Relu));
        }
        builder.Add("head", new GlobalAveragePool(),
            Join(builder, "loose", [.. loose.Select(layer => outputs[layer])]));
        builder.Add("logits", new Linear(Task.Classes));
        return builder.Build();
    }

    /// <inheritdoc/>
    protected override ZophGenotype Create(ImmutableArray<byte> choices) => new(choices);

    /// <inheritdoc/>
    protected override SequentialDecision Describe(int decision) =>
        SkipWiring.Describe(Decisions, decision, OwnPerLayer, place => s_heads[place]);

    private static IEnumerable<Decision> OfLayer(int layer, ZophOptions options) =>
    [
        .. s_heads.Select((head, place) =>
            Decision.Among<int>($"{head}{layer}", options.Of(place).AsSpan())),
    ];

    private Convolution Filter(ZophGenotype genotype, int layer)
    {
        int start = SkipWiring.Start(layer, OwnPerLayer);
        int Chosen(int place) => Options.Of(place)[genotype.Choices[start + place]];
        return new(Chosen(4), Chosen(0), Chosen(2)) { KernelWidth = Chosen(1), StrideWidth = Chosen(3) };
    }

    private static int Join(GraphBuilder builder, string name, int[] parts)
    {
        if (parts.Length == 1)
            return parts[0];
        int height = parts.Max(part => builder.ShapeOf(part)[1]);
        int width = parts.Max(part => builder.ShapeOf(part)[2]);
        for (int i = 0; i < parts.Length; i++)
        {
            var shape = builder.ShapeOf(parts[i]);
            if (shape[1] < height || shape[2] < width)
            {
                var pad = new Pad([0, 0, 0], [0, height - shape[1], width - shape[2]]);
                parts[i] = builder.Add($"{name}.pad{i}", pad, parts[i]);
            }
        }
        return builder.Add(name, new Concat(), parts);
    }
}
