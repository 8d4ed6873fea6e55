using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>NAS-Bench-201's cells as a relaxation: six edges, each all five operations with their
/// shares.</summary>
/// <remarks>All cells share α. The network handed over has on each edge the operation with the largest share,
/// <c>none</c> among them, as in the benchmark's own runs of DARTS. Its nearest neighbour, discrete:
/// <see cref="NasBench201Space"/>. Source: Dong and Yang, "NAS-Bench-201", ICLR 2020, §3 and appendix
/// B.</remarks>
/// <param name="skeleton">What the search trains.</param>
/// <param name="conclusion">What the derived cell is put into; null for the same.</param>
public sealed class RelaxedNasBench201Space(
    NasBench201Skeleton skeleton, NasBench201Skeleton? conclusion = null)
    : RelaxedSpace(NasBench201Cell.Edges, NasBench201Cell.OperationNames)
{
    private readonly NasBench201Space _discrete = new(conclusion ?? skeleton);

    /// <inheritdoc/>
    public override string Description => $"relaxed NAS-Bench-201 ({skeleton.Channels} channels, "
        + $"{skeleton.CellsPerStage} cells a stage, {skeleton.Stages} stages, {skeleton.InputShape} to "
        + $"{skeleton.Classes} classes)";

    /// <inheritdoc/>
    public override ArchitectureGraph Decode(Mixture genotype)
    {
        Require(genotype);
        return skeleton.Build(edge => AddEdge(edge, genotype));
    }

    /// <inheritdoc/>
    public override ArchitectureGraph Conclude(Mixture genotype) => _discrete.Decode(CellOf(genotype));

    /// <inheritdoc/>
    public override string Derive(Mixture mixture) => CellOf(mixture).ToString();

    /// <inheritdoc/>
    public override int SkipsIn(Mixture mixture) => CellOf(mixture).CountOf(NasBench201Operation.SkipConnect);

    /// <summary>The cell of the largest shares; of equals the first.</summary>
    public NasBench201Cell CellOf(Mixture mixture)
    {
        Require(mixture);
        var cell = default(NasBench201Cell);
        for (int edge = 0; edge < NasBench201Cell.Edges; edge++)
        {
            ReadOnlySpan<float> logits = mixture.Row(edge);
            int largest = 0;
            for (int operation = 1; operation < logits.Length; operation++)
            {
                if (logits[operation] > logits[largest])
                    largest = operation;
            }
            cell = cell.With(edge, (NasBench201Operation)largest);
        }
        return cell;
    }

    // none is no node, only a share.
    private static int AddEdge(NasBench201Edge edge, Mixture mixture)
    {
        int[] outputs = [.. Enumerable.Range(1, NasBench201Cell.Operations - 1).Select(operation =>
            edge.Add((NasBench201Operation)operation, "." + NasBench201Cell.OperationNames[operation]))];
        ImmutableArray<float> alpha = [.. mixture.Row(edge.Number)];
        var mixed = new MixedOperation(edge.Number, alpha) { NoneFirst = true };
        return edge.Builder.Add(edge.Name, mixed, outputs);
    }
}
