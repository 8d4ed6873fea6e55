using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Cells of 1 to B blocks: the space of progressive search. The reduction cell has the wiring of the
/// normal one.</summary>
/// <remarks>
/// A block is a node of a <see cref="CellSpace"/>: two earlier states, an operation on each, and their sum; a
/// member with b blocks is a member of the cell space with b nodes, so that the winner is used large as any
/// other cell. A block's two sides are ordered, because their sum is the same: there are 105 first blocks
/// with 7 operations, where the paper has 136 with 8. Source: Liu et al., "Progressive neural architecture
/// search", ECCV 2018, §3.
/// </remarks>
public sealed class ProgressiveCellSpace : IGrowingSpace<CellGenotype>
{
    private static readonly PathEncoding s_paths = new(inputs: 2, CellWiring.Operations.Length, longest: 2);

    private readonly ImmutableArray<CellSpace> _sizes;

    /// <summary>The networks for a task.</summary>
    /// <param name="task">Images.</param>
    /// <param name="blocks">B: the most blocks. The paper has 5.</param>
    /// <param name="channels">Channels of a block in the first stage.</param>
    /// <param name="cellsPerStage">Normal cells in each stage.</param>
    /// <param name="final">The size of the network handed over; null for that of the networks judged.</param>
    public ProgressiveCellSpace(
        TaskGeometry task, int blocks = 5, int channels = 8, int cellsPerStage = 1, StackSize? final = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blocks);
        _sizes = [.. Enumerable.Range(1, blocks).Select(
            b => new CellSpace(task, channels, cellsPerStage, nodes: b) { Final = final })];
        Seeds = [.. Blocks(states: 2).Select(block => Twice(block))];
    }

    /// <summary>Whether <see cref="Features"/> are the cell's decisions in their order, for a predictor that
    /// reads sequences, instead of its paths.</summary>
    public bool ReadsDecisions { get; init; }

    /// <summary>How many options the decisions have, in turn: an input, its operation.</summary>
    public ImmutableArray<int> Options => [MostBlocks + 1, CellWiring.Operations.Length];

    /// <inheritdoc/>
    public string Description => $"cells of 1 to {MostBlocks} blocks in {_sizes[^1].Description}";

    /// <inheritdoc/>
    public int MostBlocks => _sizes.Length;

    /// <inheritdoc/>
    public IReadOnlyList<CellGenotype> Seeds { get; }

    /// <inheritdoc/>
    public int BlocksOf(CellGenotype genotype) => genotype.Choices.Length / (2 * CellWiring.DecisionsPerNode);

    /// <inheritdoc/>
    public IEnumerable<CellGenotype> Grown(CellGenotype genotype)
    {
        int blocks = BlocksOf(genotype);
        return blocks == MostBlocks ? [] : Blocks(states: blocks + 2).Select(
            block => Twice([.. genotype.Choices.AsSpan(0, genotype.Choices.Length / 2), .. block]));
    }

    /// <summary>A member with B blocks.</summary>
    public CellGenotype Sample(Rng rng)
    {
        var choices = _sizes[^1].Sample(rng).Choices;
        var cell = ImmutableArray.CreateBuilder<byte>();
        for (int i = 0; i < choices.Length / 2; i += CellWiring.DecisionsPerNode)
            cell.AddRange(Ordered(choices[i], choices[i + 1], choices[i + 2], choices[i + 3]));
        return Twice(cell.ToImmutable());
    }

    /// <inheritdoc/>
    public ArchitectureGraph Decode(CellGenotype genotype) => SizeOf(genotype).Decode(genotype);

    /// <inheritdoc/>
    public ArchitectureGraph Conclude(CellGenotype genotype) => SizeOf(genotype).Conclude(genotype);

    /// <inheritdoc/>
    public string Encode(CellGenotype genotype) => SizeOf(genotype).Encode(genotype);

    /// <inheritdoc/>
    public CellGenotype Parse(string text)
    {
        int words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        int blocks = words / (2 * CellWiring.DecisionsPerNode);
        var genotype = _sizes[Math.Clamp(blocks, 1, MostBlocks) - 1].Parse(text);
        var choices = genotype.Choices.AsSpan();
        return choices[..(choices.Length / 2)].SequenceEqual(choices[(choices.Length / 2)..])
            ? genotype
            : throw new FormatException($"The two cells must have one wiring, but they differ: '{text}'.");
    }

    /// <summary>The cell's paths of one and two operations, and its number of blocks one-hot; or its
    /// decisions, with −1 behind the last.</summary>
    public double[] Features(CellGenotype genotype)
    {
        int blocks = BlocksOf(genotype);
        if (ReadsDecisions)
        {
            var decisions = new double[MostBlocks * CellWiring.DecisionsPerNode];
            for (int i = 0; i < decisions.Length; i++)
                decisions[i] = i < blocks * CellWiring.DecisionsPerNode ? genotype.Choices[i] : -1;
            return decisions;
        }
        var features = new double[s_paths.Length + MostBlocks];
        s_paths.Mark(CellWiring.Edges(genotype.Choices, cell: 0, blocks), state => state >= 2,
            features.AsSpan(0, s_paths.Length));
        features[s_paths.Length + blocks - 1] = 1;
        return features;
    }

    private CellSpace SizeOf(CellGenotype genotype) => _sizes[BlocksOf(genotype) - 1];

    private static CellGenotype Twice(ImmutableArray<byte> cell) => new([.. cell, .. cell]);

    // Every block on so many states, its sides in order.
    private static IEnumerable<ImmutableArray<byte>> Blocks(int states)
    {
        int operations = CellWiring.Operations.Length, sides = states * operations;
        for (int a = 0; a < sides; a++)
        {
            for (int b = a; b < sides; b++)
                yield return [(byte)(a / operations), (byte)(a % operations), (byte)(b / operations),
                    (byte)(b % operations)];
        }
    }

    private static ImmutableArray<byte> Ordered(byte a, byte aOperation, byte b, byte bOperation) =>
        (a, aOperation).CompareTo((b, bOperation)) <= 0
            ? [a, aOperation, b, bOperation]
            : [b, bOperation, a, aOperation];
}
