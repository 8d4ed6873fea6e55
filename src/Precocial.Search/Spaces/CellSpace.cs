using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Two small wirings, a normal and a reduction cell, repeated to any depth and width.</summary>
/// <remarks>
/// A cell has two inputs (the outputs of the two cells before it) and B nodes; a node adds two operations,
/// each on an earlier node or an input; the cell's output is the concatenation of all its nodes. A reduction
/// cell halves the image and doubles the channels. The network: stem, then stages of normal cells with a
/// reduction cell between two stages. What is searched is the two wirings; depth and width are constructor
/// parameters, so that a search is done small and its result is used large: <see cref="Resized"/>.
/// Sources: Zoph et al., "Learning transferable architectures", CVPR 2018, §3; operations and output by Liu,
/// Simonyan and Yang, "DARTS", ICLR 2019, §2.1 (all nodes are concatenated; <c>none</c> is left out, as every
/// node must reach the output). A separable convolution is applied once, not twice, which halves the cost.
/// Its nearest neighbour: <see cref="MacroSpace"/>, which searches depth and width too.
/// </remarks>
public sealed class CellSpace : DecisionSpace<CellGenotype>
{
    // Longer paths are rare and would be 700 features a cell.
    private static readonly PathEncoding s_paths = new(inputs: 2, CellWiring.Operations.Length, longest: 2);

    /// <summary>The networks for a task.</summary>
    /// <param name="task">Images.</param>
    /// <param name="channels">Channels of a node in the first stage.</param>
    /// <param name="cellsPerStage">Normal cells in each stage.</param>
    /// <param name="stages">How many stages there are; null for as many as leave 4 pixels, at most 3.</param>
    /// <param name="nodes">B: how many nodes a cell has.</param>
    /// <exception cref="ArgumentException">Samples that are not images, or sizes that are not
    /// positive.</exception>
    public CellSpace(TaskGeometry task, int channels = 8, int cellsPerStage = 1, int? stages = null,
        int nodes = 4)
        : base(CellWiring.Decisions(nodes))
    {
        task.RequireImages("cell");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cellsPerStage);
        (Task, Channels, CellsPerStage, Nodes) = (task, channels, cellsPerStage, nodes);
        Stages = stages ?? task.StagesBehind(stemStride: 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Stages, nameof(stages));
    }

    /// <summary>What the networks are for.</summary>
    public TaskGeometry Task { get; }

    /// <summary>Channels of a node in the first stage.</summary>
    public int Channels { get; }

    /// <summary>Normal cells in each stage.</summary>
    public int CellsPerStage { get; }

    /// <summary>How many stages there are.</summary>
    public int Stages { get; }

    /// <summary>B: how many nodes a cell has.</summary>
    public int Nodes { get; }

    /// <summary>The size of the network handed over; null for that of the networks judged.</summary>
    public StackSize? Final { get; init; }

    /// <inheritdoc/>
    public override string Description =>
        $"cell ({Nodes} nodes, {Channels} channels, {CellsPerStage} cells a stage, {Stages} stages, {Task})";

    /// <summary>The same cells in networks of another size: genotypes carry over.</summary>
    public CellSpace Resized(int channels, int cellsPerStage) =>
        new(Task, channels, cellsPerStage, Stages, Nodes);

    /// <inheritdoc/>
    public override ArchitectureGraph Decode(CellGenotype genotype) => Build(CellPaths.Of(genotype.Choices));

    /// <summary>The same cells at their final size.</summary>
    public override ArchitectureGraph Conclude(CellGenotype genotype) => Concluded.Decode(genotype);

    /// <summary>The space of the networks handed over.</summary>
    public CellSpace Concluded => Final is { } size
        ? Resized(size.Channels ?? Channels, size.CellsPerStage ?? CellsPerStage)
        : this;

    /// <summary>The network of cells with any number of paths a node.</summary>
    internal ArchitectureGraph Build(CellPaths paths)
    {
        var builder = new GraphBuilder(Task.Input);
        builder.Add("standardize", new Standardize(Task.Mean, Task.Scale));
        builder.Add("stem", new Convolution(Channels * Nodes, Kernel: 3));
        builder.Add("stem_norm", new BatchNorm());
        int last = new CellStack(builder, paths).Add(CellsPerStage, Stages, Channels);
        builder.Add("last_activation", new Activation(ActivationFunction.Relu), last);
        builder.Add("head", new GlobalAveragePool());
        builder.Add("logits", new Linear(Task.Classes));
        return builder.Build();
    }

    /// <summary>The two cells' paths of one and two operations.</summary>
    public override double[] Features(CellGenotype genotype)
    {
        var features = new double[2 * s_paths.Length];
        for (int cell = 0; cell < 2; cell++)
            s_paths.Mark(CellWiring.Edges(genotype.Choices, cell, Nodes), state => state >= 2,
                features.AsSpan(cell * s_paths.Length, s_paths.Length));
        return features;
    }

    /// <inheritdoc/>
    protected override CellGenotype Create(ImmutableArray<byte> choices) => new(choices);
}
