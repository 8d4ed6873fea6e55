using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>NAS-Bench-201's cells in the smallest skeleton, each decoded once: for looking up, not for
/// training.</summary>
/// <remarks>A race proposes a million cells; decoding and hashing the full network for each would take an
/// hour.</remarks>
internal sealed class RecordedCells : IEncodedSpace<NasBench201Cell>, ISequentialSpace<NasBench201Cell>
{
    private readonly NasBench201Space _cells = new(new NasBench201Skeleton { Stages = 1, CellsPerStage = 1 });
    private readonly ArchitectureGraph?[] _graphs = new ArchitectureGraph?[NasBench201Cell.Count];

    public string Description => "nasbench201 cells";

    public NasBench201Cell Sample(Rng rng) => _cells.Sample(rng);

    public NasBench201Cell Mutate(NasBench201Cell parent, Rng rng) => _cells.Mutate(parent, rng);

    public IReadOnlyList<NasBench201Cell> Neighbours(NasBench201Cell genotype) => _cells.Neighbours(genotype);

    public double[] Features(NasBench201Cell genotype) => _cells.Features(genotype);

    public string Encode(NasBench201Cell genotype) => _cells.Encode(genotype);

    public NasBench201Cell Parse(string text) => _cells.Parse(text);

    public SequentialDecision? Next(ReadOnlySpan<int> choices) => _cells.Next(choices);

    public NasBench201Cell Compose(ReadOnlySpan<int> choices) => _cells.Compose(choices);

    public int[] Decompose(NasBench201Cell genotype) => _cells.Decompose(genotype);

    // Two threads may decode the same cell at once: the graphs are equal, and either may stay.
    public ArchitectureGraph Decode(NasBench201Cell genotype) =>
        _graphs[genotype.Index] ??= _cells.Decode(genotype);
}
