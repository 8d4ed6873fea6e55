using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>ENAS's macro space: a chain of layers, each one of six operations, with skip connections between
/// any two.</summary>
/// <remarks>
/// Layer k applies its operation to the layer before it (a 1x1 convolution to its width first) and takes in
/// the layers that its skip bits choose. After a third and two thirds of the layers the image is halved and
/// the width doubled. Size: 6^L·2^(L(L−1)/2).
/// While searching (<see cref="Decode"/>) the chosen layers are <i>added</i> to the operation's output and
/// batch-normalised, so that shapes, and shared weights, do not depend on the bits. The network handed over
/// (<see cref="Conclude"/>) <i>concatenates</i> them and projects by a 1x1 convolution. The released code
/// does both; the two networks differ, and so may their ranks.
/// Departure: an earlier layer is halved by one strided 1x1 convolution, not by two halves.
/// Source: Pham et al., "Efficient neural architecture search via parameter sharing", ICML 2018, §2.3, and
/// its released code, general_child.py. Its nearest neighbour: <see cref="ZophSpace"/>, whose layers choose
/// the size of their filters.
/// </remarks>
public sealed class EnasMacroSpace : DecisionSpace<EnasMacroGenotype>
{
    private const int OwnPerLayer = 1;

    private static readonly ImmutableArray<string> s_operations =
        ["conv3", "sep3", "conv5", "sep5", "avg3", "max3"];

    /// <summary>The networks for a task.</summary>
    /// <param name="task">Images.</param>
    /// <param name="layers">L: how many layers there are.</param>
    /// <param name="channels">Channels of the first third.</param>
    /// <param name="stemStride">Stride of the stem; 2 makes the networks four times cheaper.</param>
    /// <exception cref="ArgumentException">Samples that are not images, or sizes that are not
    /// positive.</exception>
    public EnasMacroSpace(TaskGeometry task, int layers = 6, int channels = 8, int stemStride = 1)
        : base(SkipWiring.Decisions(layers, layer => [new($"op{layer}", s_operations)]))
    {
        task.RequireImages("ENAS macro");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stemStride);
        (Task, Layers, Channels, StemStride) = (task, layers, channels, stemStride);
    }

    /// <summary>What the networks are for.</summary>
    public TaskGeometry Task { get; }

    /// <summary>L: how many layers there are.</summary>
    public int Layers { get; }

    /// <summary>Channels of the first third.</summary>
    public int Channels { get; }

    /// <summary>Stride of the stem.</summary>
    public int StemStride { get; }

    /// <inheritdoc/>
    public override string Description =>
        $"ENAS macro ({Layers} layers, stem stride {StemStride}, {Channels} channels, {Task})";

    /// <summary>The same layers at another width: genotypes carry over.</summary>
    public EnasMacroSpace Resized(int channels) => new(Task, Layers, channels, StemStride);

    /// <inheritdoc/>
    public override ArchitectureGraph Decode(EnasMacroGenotype genotype) => Build(genotype, searching: true);

    /// <summary>The network whose skip connections are concatenated.</summary>
    public override ArchitectureGraph Conclude(EnasMacroGenotype genotype) =>
        Build(genotype, searching: false);

    /// <inheritdoc/>
    protected override EnasMacroGenotype Create(ImmutableArray<byte> choices) => new(choices);

    /// <inheritdoc/>
    protected override SequentialDecision Describe(int decision) =>
        SkipWiring.Describe(Decisions, decision, OwnPerLayer, _ => "operation");

    private ArchitectureGraph Build(EnasMacroGenotype genotype, bool searching)
    {
        var builder = new GraphBuilder(Task.Input);
        builder.Add("standardize", new Standardize(Task.Mean, Task.Scale));
        builder.Add("stem", new Convolution(Channels, Kernel: 3, StemStride));
        builder.Add("stem.norm", new BatchNorm());
        var chain = new EnasMacroChain(builder, Layers, Channels, searching);
        for (int layer = 1; layer <= Layers; layer++)
        {
            chain.Add(s_operations[genotype.Choices[SkipWiring.Start(layer, OwnPerLayer)]],
                [.. SkipWiring.Sources(genotype.Choices, layer, OwnPerLayer)]);
        }
        builder.Add("head", new GlobalAveragePool(), chain.Output);
        builder.Add("logits", new Linear(Task.Classes));
        return builder.Build();
    }
}
