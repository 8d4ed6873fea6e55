using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>The cells of a <see cref="CellSpace"/> as a relaxation: every node reads every state before it,
/// by all operations at once.</summary>
/// <remarks>
/// α has a row for each edge of the normal cell, then of the reduction cell, nodes in order and within a node
/// its inputs; all normal cells share theirs, and so do the reduction cells. <c>none</c> is the first
/// operation: zeros, which take a share and are never derived. A pooling is followed by a batch norm, so that
/// operations compare.
/// Derivation (DARTS, §2.4): each node keeps the two edges with the largest share of an operation other than
/// <c>none</c>, and on each that operation. <see cref="MostSkips"/> is P-DARTS' cap.
/// Source: Liu, Simonyan and Yang, "DARTS", ICLR 2019, §2.2 and appendix A. Departures: those of
/// <see cref="CellSpace"/>, whose network comes out; it can be deeper and wider than the one searched.
/// </remarks>
public sealed class RelaxedCellSpace : RelaxedSpace
{
    private const string None = "none";
    private readonly CellSpace _search, _conclusion;

    /// <summary>The relaxation of a space of cells.</summary>
    /// <param name="search">The size that is searched at.</param>
    /// <param name="conclusion">The size of the network handed over; null for the same.</param>
    /// <param name="operations">What an edge chooses among beside <c>none</c>: some of the names in
    /// <see cref="OperationNames"/>; default for all.</param>
    /// <exception cref="ArgumentException">No operation, one that is not known, or two spaces with cells of
    /// different size.</exception>
    public RelaxedCellSpace(
        CellSpace search, CellSpace? conclusion = null, ImmutableArray<string> operations = default)
        : base(2 * EdgesOf(search.Nodes), [None, .. Checked(operations)])
    {
        (_search, _conclusion) = (search, conclusion ?? search);
        if (_conclusion.Nodes != search.Nodes)
        {
            throw new ArgumentException($"Cells searched with {search.Nodes} nodes cannot be used in a space "
                + $"with {_conclusion.Nodes}.", nameof(conclusion));
        }
    }

    /// <summary>The operations that there are, beside <c>none</c>.</summary>
    public static ImmutableArray<string> OperationNames => CellWiring.Operations;

    /// <summary>The most skip connections that a derived normal cell may have: where more are the strongest,
    /// those with the smallest shares are passed over. Null for no cap. Chen et al., "Progressive DARTS",
    /// ICCV 2019, §3.3: 2.</summary>
    public int? MostSkips { get; init; }

    /// <inheritdoc/>
    public override string Description => $"relaxed {_search.Description}, "
        + $"{string.Join(' ', Operations)}, for {_conclusion.Description}"
        + (MostSkips is { } most ? $", at most {most} skips" : "");

    /// <inheritdoc/>
    public override ArchitectureGraph Decode(Mixture genotype)
    {
        Require(genotype);
        var builder = new GraphBuilder(_search.Task.Input);
        builder.Add("standardize", new Standardize(_search.Task.Mean, _search.Task.Scale));
        builder.Add("stem", new Convolution(_search.Channels * _search.Nodes, Kernel: 3));
        builder.Add("stem_norm", new BatchNorm());
        new RelaxedCellBuilder(builder, genotype, Operations, _search.Nodes)
            .Stack(_search.CellsPerStage, _search.Stages, _search.Channels);
        builder.Add("last_activation", new Activation(ActivationFunction.Relu));
        builder.Add("head", new GlobalAveragePool());
        builder.Add("logits", new Linear(_search.Task.Classes));
        return builder.Build();
    }

    /// <inheritdoc/>
    public override ArchitectureGraph Conclude(Mixture genotype) => _conclusion.Decode(CellsOf(genotype));

    /// <inheritdoc/>
    public override string Derive(Mixture mixture) => _conclusion.Encode(CellsOf(mixture));

    /// <inheritdoc/>
    public override int SkipsIn(Mixture mixture)
    {
        Require(mixture);
        return new CellDerivation(mixture, Operations, _search.Nodes).Skips(firstRow: 0);
    }

    /// <summary>The discrete cells that a mixture stands for.</summary>
    public CellGenotype CellsOf(Mixture mixture)
    {
        Require(mixture);
        var derivation = new CellDerivation(mixture, Operations, _search.Nodes);
        if (MostSkips is { } most)
            derivation.LimitSkips(firstRow: 0, most);
        return new([.. derivation.Choices(firstRow: 0), .. derivation.Choices(EdgesOf(_search.Nodes))]);
    }

    /// <summary>How many edges a cell has: node n reads the two inputs and the n nodes before it.</summary>
    internal static int EdgesOf(int nodes) => nodes * (nodes + 3) / 2;

    /// <summary>The number of a node's edge from a state, within its cell.</summary>
    internal static int EdgeAt(int node, int input) => EdgesOf(node) + input;

    private static ImmutableArray<string> Checked(ImmutableArray<string> operations)
    {
        if (operations.IsDefault)
            return OperationNames;
        string? unknown = operations.FirstOrDefault(name => !OperationNames.Contains(name));
        if (unknown is not null || operations.IsEmpty || operations.Distinct().Count() != operations.Length)
        {
            throw new ArgumentException($"Operations must be some of {string.Join(", ", OperationNames)}, "
                + $"each once, but are '{string.Join(", ", operations)}'.", nameof(operations));
        }
        return operations;
    }
}
