using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>ENAS's micro space: a normal and a reduction cell, wired by pointers, repeated to any depth and
/// width.</summary>
/// <remarks>
/// A block of a cell takes two of the states before it (the cell's two inputs are the first two), an
/// operation on each, and adds them. What no block takes, the inputs included, is loose. While searching
/// (<see cref="Decode"/>) a cell's output is a 1x1 convolution of the concatenated loose ends, so that its
/// width does not depend on the wiring; the network handed over (<see cref="Conclude"/>) concatenates them
/// and has no such convolution, as in the released code. Operations: separable convolutions 3 and 5, each
/// applied twice, average and maximum of 3x3, identity. Network: stem, then stages of normal cells; before
/// each further stage a strided 1x1 convolution halves the image, and a reduction cell works at the new size.
/// Departures: reductions are one strided convolution, not two halves (also in the network handed over, where
/// the code strides the operations); no drop-path; no auxiliary head.
/// Source: Pham et al., "Efficient neural architecture search via parameter sharing", ICML 2018, §2.4, and
/// its released code, micro_child.py. Its nearest neighbour: <see cref="CellSpace"/>, DARTS's cells.
/// </remarks>
public sealed class EnasMicroSpace : DecisionSpace<EnasMicroGenotype>
{
    private const int StemFactor = 3;

    /// <summary>The networks for a task.</summary>
    /// <param name="task">Images.</param>
    /// <param name="channels">Channels of a block in the first stage; each further one has twice as
    /// many.</param>
    /// <param name="cellsPerStage">Normal cells in each stage.</param>
    /// <param name="stages">How many stages there are; null for as many as leave 4 pixels, at most 3.</param>
    /// <param name="blocks">B: how many blocks a cell has.</param>
    /// <param name="separations">How often a separable convolution is applied.</param>
    /// <param name="stemStride">Stride of the stem; 2 makes the networks four times cheaper.</param>
    /// <exception cref="ArgumentException">Samples that are not images, or sizes that are not
    /// positive.</exception>
    public EnasMicroSpace(TaskGeometry task, int channels = 8, int cellsPerStage = 1, int? stages = null,
        int blocks = 5, int separations = 2, int stemStride = 1)
        : base(EnasMicroWiring.Decisions(blocks))
    {
        task.RequireImages("ENAS micro");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cellsPerStage);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(separations);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stemStride);
        (Task, Channels, CellsPerStage) = (task, channels, cellsPerStage);
        (Blocks, Separations, StemStride) = (blocks, separations, stemStride);
        Stages = stages ?? task.StagesBehind(stemStride);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Stages, nameof(stages));
    }

    /// <summary>What the networks are for.</summary>
    public TaskGeometry Task { get; }

    /// <summary>Channels of a block in the first stage.</summary>
    public int Channels { get; }

    /// <summary>Normal cells in each stage.</summary>
    public int CellsPerStage { get; }

    /// <summary>How many stages there are.</summary>
    public int Stages { get; }

    /// <summary>B: how many blocks a cell has.</summary>
    public int Blocks { get; }

    /// <summary>How often a separable convolution is applied.</summary>
    public int Separations { get; }

    /// <summary>Stride of the stem.</summary>
    public int StemStride { get; }

    /// <summary>The size of the network handed over; null for that of the networks judged.</summary>
    public StackSize? Final { get; init; }

    /// <inheritdoc/>
    public override string Description =>
        $"ENAS micro ({Blocks} blocks, {Separations} separations, stem stride {StemStride}, {Channels} "
        + $"channels, {CellsPerStage} cells a stage, {Stages} stages, {Task})";

    /// <summary>The same cells in networks of another size: genotypes carry over.</summary>
    public EnasMicroSpace Resized(int channels, int cellsPerStage) =>
        new(Task, channels, cellsPerStage, Stages, Blocks, Separations, StemStride);

    /// <inheritdoc/>
    public override ArchitectureGraph Decode(EnasMicroGenotype genotype) => Build(genotype, searching: true);

    /// <summary>The network without the 1x1 convolutions of the cells' outputs, at its final size.</summary>
    public override ArchitectureGraph Conclude(EnasMicroGenotype genotype) => Final is { } size
        ? Resized(size.Channels ?? Channels, size.CellsPerStage ?? CellsPerStage).Conclude(genotype)
        : Build(genotype, searching: false);

    /// <inheritdoc/>
    protected override EnasMicroGenotype Create(ImmutableArray<byte> choices) => new(choices);

    /// <inheritdoc/>
    protected override SequentialDecision Describe(int decision) =>
        EnasMicroWiring.Describe(Decisions[decision].Name, decision, Blocks);

    private ArchitectureGraph Build(EnasMicroGenotype genotype, bool searching)
    {
        var builder = new GraphBuilder(Task.Input);
        builder.Add("standardize", new Standardize(Task.Mean, Task.Scale));
        builder.Add("stem", new Convolution(Channels * StemFactor, Kernel: 3, StemStride));
        builder.Add("stem.norm", new BatchNorm());
        var cell = new EnasMicroCell(builder, genotype.Choices, this, searching);
        int before = builder.Last, last = before, number = 0;
        for (int stage = 0; stage < Stages; stage++)
        {
            for (int i = stage == 0 ? 0 : -1; i < CellsPerStage; i++)
            {
                string name = $"cell{number++}";
                bool reduction = i < 0;
                if (reduction)
                    (before, last) = (last, cell.Reduce($"{name}.reduce", last, Channels << stage));
                (before, last) = (last, cell.Add(name, before, last, Channels << stage, reduction));
            }
        }
        builder.Add("last.relu", new Activation(ActivationFunction.Relu), last);
        builder.Add("head", new GlobalAveragePool());
        builder.Add("logits", new Linear(Task.Classes));
        return builder.Build();
    }
}
