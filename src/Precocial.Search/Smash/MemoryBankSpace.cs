using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Networks as operations that read from and add to banks of memory: whatever is connected to what,
/// in the terms of SMASH.</summary>
/// <remarks>
/// The image is worked on in stages, each at half the size of the one before. A stage has M banks of N
/// channels; at first bank 0 holds the stage's input and the others are empty. Each operation chooses the
/// banks that it reads, the banks that it adds its output to, and a kernel: all banks read, one after the
/// other → 1x1 convolution to N channels → norm → rectifier → depthwise convolution → norm. An empty bank is
/// not read (one that would read nothing reads bank 0); a bank written first holds what was written. A stage
/// ends with all banks side by side, a 1x1 convolution and a pooling.
/// The 1x1 convolutions of the operations are what varies in shape with the wiring: see
/// <see cref="SmashWeights"/>. Departures: one width in all stages, as many operations in every network, a
/// depthwise convolution instead of grouped ones with gates. Its nearest neighbour: <see cref="CellSpace"/>,
/// one small wiring repeated.
/// Source: Brock et al., "SMASH: one-shot model architecture search through hypernetworks", ICLR 2018, §3.1.
/// </remarks>
public sealed class MemoryBankSpace : DecisionSpace<MemoryBankGenotype>
{
    private const int MostBanks = 5;

    /// <summary>The networks for a task.</summary>
    /// <param name="task">Images.</param>
    /// <param name="banks">M: 1 to 5.</param>
    /// <param name="channels">N: of each bank.</param>
    /// <param name="operations">Of each stage.</param>
    /// <param name="stages">How many; null for as many as leave 4 pixels, at most 3.</param>
    /// <exception cref="ArgumentException">Samples that are not images.</exception>
    public MemoryBankSpace(TaskGeometry task, int banks = 3, int channels = 12, int operations = 4,
        int? stages = null)
        : base(DecisionsOf(banks, (stages ?? StagesFor(task)) * operations))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        (Task, Banks, Channels, Operations) = (task, banks, channels, operations);
        Stages = stages ?? StagesFor(task);
    }

    /// <summary>What the networks are for.</summary>
    public TaskGeometry Task { get; }

    /// <summary>M: the banks of a stage.</summary>
    public int Banks { get; }

    /// <summary>N: the channels of a bank.</summary>
    public int Channels { get; }

    /// <summary>The operations of a stage.</summary>
    public int Operations { get; }

    /// <summary>How many stages there are.</summary>
    public int Stages { get; }

    /// <inheritdoc/>
    public override string Description => $"memory banks ({Banks} banks of {Channels} channels, {Operations} "
        + $"operations a stage, {Stages} stages, {Task})";

    /// <inheritdoc/>
    public override ArchitectureGraph Decode(MemoryBankGenotype genotype)
    {
        var builder = new GraphBuilder(Task.Input);
        builder.Add("standardize", new Standardize(Task.Mean, Task.Scale));
        builder.Add("stem", new Convolution(Channels, Kernel: 3));
        builder.Add("stem_norm", new BatchNorm());
        var stage = new MemoryBankStage(builder, Banks, Channels);
        for (int i = 0; i < Stages; i++)
        {
            if (i > 0)
                Reduce(builder, $"stage{i}");
            stage.Begin();
            for (int op = i * Operations; op < (i + 1) * Operations; op++)
                stage.Add(op, genotype.Choices[3 * op] + 1, genotype.Choices[3 * op + 1] + 1,
                    genotype.Choices[3 * op + 2]);
            stage.End($"stage{i}");
        }
        builder.Add("head", new GlobalAveragePool());
        builder.Add("logits", new Linear(Task.Classes));
        return builder.Build();
    }

    /// <inheritdoc/>
    protected override MemoryBankGenotype Create(ImmutableArray<byte> choices) => new(choices);

    private void Reduce(GraphBuilder builder, string name)
    {
        builder.Add($"{name}_transition", new Convolution(Channels, Kernel: 1));
        builder.Add($"{name}_norm", new BatchNorm());
        builder.Add($"{name}_pool", new MaxPool(2, 2));
    }

    private static int StagesFor(TaskGeometry task)
    {
        if (!task.IsImage)
        {
            throw new ArgumentException("The memory bank space is for images [channels, height, width], but "
                + $"the samples are {task.Input}. Use the macro space.", nameof(task));
        }
        return Math.Clamp((int)Math.Log2(Math.Min(task.Input[1], task.Input[2]) / 4.0) + 1, 1, 3);
    }

    private static ImmutableArray<Decision> DecisionsOf(int banks, int operations)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(operations);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(banks);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(banks, MostBanks);
        var decisions = ImmutableArray.CreateBuilder<Decision>();
        ImmutableArray<string> masks = [.. Enumerable.Range(1, (1 << banks) - 1)
            .Select(mask => MemoryBankOperation.Digits(MemoryBankOperation.BanksOf(mask)))];
        for (int op = 0; op < operations; op++)
        {
            decisions.Add(new($"op{op}.read", masks));
            decisions.Add(new($"op{op}.write", masks));
            decisions.Add(new($"op{op}.kernel", MemoryBankOperation.Kernels));
        }
        return decisions.ToImmutable();
    }
}
