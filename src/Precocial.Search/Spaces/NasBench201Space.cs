using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>NAS-Bench-201's space: one cell of 15,625, repeated in a fixed skeleton.</summary>
/// <remarks>
/// Defaults are the benchmark's: 3x32x32 images, a 3x3 stem of 16 channels, three stages of five cells with
/// 16, 32 and 64 channels, a residual block of stride 2 between stages, then batch norm, relu, global pooling
/// and a linear layer. A smaller skeleton of the same cells is quick to train. <see cref="NasBench201Cell"/>
/// is the genotype; the network is built by <see cref="NasBench201Skeleton"/>. Source: Dong and Yang, ICLR
/// 2020.
/// </remarks>
public sealed class NasBench201Space : IEncodedSpace<NasBench201Cell>, ISequentialSpace<NasBench201Cell>
{
    private static readonly SequentialDecision[] s_sequence =
    [
        .. NasBench201Cell.EdgeEnds.Select(edge => new SequentialDecision(
            $"edge{edge.From}{edge.To}", "operation", NasBench201Cell.Operations)),
    ];

    // None is no operation: a path through it is no path.
    private static readonly PathEncoding s_paths =
        new(inputs: 1, NasBench201Cell.Operations - 1, longest: 3);

    private readonly NasBench201Skeleton _skeleton;

    /// <summary>The space with the benchmark's skeleton for CIFAR-10.</summary>
    public NasBench201Space()
        : this(new NasBench201Skeleton()) { }

    /// <summary>The space with a skeleton.</summary>
    public NasBench201Space(NasBench201Skeleton skeleton) => _skeleton = skeleton;

    /// <summary>Uniform over the cells.</summary>
    public NasBench201Cell Sample(Rng rng) => NasBench201Cell.At(rng.Next(NasBench201Cell.Count));

    /// <inheritdoc/>
    public ArchitectureGraph Decode(NasBench201Cell genotype) => _skeleton.Build(genotype);

    /// <inheritdoc/>
    public string Encode(NasBench201Cell genotype) => genotype.ToString();

    /// <inheritdoc/>
    public NasBench201Cell Parse(string text) => NasBench201Cell.Parse(text);

    /// <summary>One uniformly chosen edge gets one of the four other operations, each as likely.</summary>
    public NasBench201Cell Mutate(NasBench201Cell parent, Rng rng)
    {
        int edge = rng.Next(NasBench201Cell.Edges);
        int step = 1 + rng.Next(NasBench201Cell.Operations - 1);
        return parent.With(edge, Shifted(parent[edge], step));
    }

    /// <summary>The 24 cells that differ in one edge.</summary>
    public IReadOnlyList<NasBench201Cell> Neighbours(NasBench201Cell genotype)
    {
        var neighbours = new List<NasBench201Cell>();
        for (int edge = 0; edge < NasBench201Cell.Edges; edge++)
        {
            for (int step = 1; step < NasBench201Cell.Operations; step++)
                neighbours.Add(genotype.With(edge, Shifted(genotype[edge], step)));
        }
        return neighbours;
    }

    /// <summary>The edges' operations, in the order of the cell's text.</summary>
    public SequentialDecision? Next(ReadOnlySpan<int> choices) =>
        choices.Length < NasBench201Cell.Edges ? s_sequence[choices.Length] : null;

    /// <inheritdoc/>
    public NasBench201Cell Compose(ReadOnlySpan<int> choices)
    {
        if (choices.Length != NasBench201Cell.Edges)
        {
            throw new ArgumentException(
                $"A cell is a sequence of {NasBench201Cell.Edges} choices, but there are {choices.Length}.",
                nameof(choices));
        }
        var cell = default(NasBench201Cell);
        for (int edge = 0; edge < choices.Length; edge++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(
                (uint)choices[edge], (uint)NasBench201Cell.Operations, nameof(choices));
            cell = cell.With(edge, (NasBench201Operation)choices[edge]);
        }
        return cell;
    }

    /// <inheritdoc/>
    public int[] Decompose(NasBench201Cell genotype) =>
        [.. Enumerable.Range(0, NasBench201Cell.Edges).Select(edge => (int)genotype[edge])];

    /// <summary>The operation of each edge one-hot, one after another: 30 numbers.</summary>
    public static double[] OneHot(NasBench201Cell cell)
    {
        var features = new double[NasBench201Cell.Edges * NasBench201Cell.Operations];
        for (int edge = 0; edge < NasBench201Cell.Edges; edge++)
            features[edge * NasBench201Cell.Operations + (int)cell[edge]] = 1;
        return features;
    }

    /// <summary>The cell's paths: 84 of one to three operations.</summary>
    public double[] Features(NasBench201Cell genotype)
    {
        var features = new double[s_paths.Length];
        var edges = new List<CellEdge>();
        for (int edge = 0; edge < NasBench201Cell.Edges; edge++)
        {
            var (from, to) = NasBench201Cell.EdgeEnds[edge];
            if (genotype[edge] != NasBench201Operation.None)
                edges.Add(new(from, to, (int)genotype[edge] - 1));
        }
        s_paths.Mark(edges, state => state == 3, features);
        return features;
    }

    private static NasBench201Operation Shifted(NasBench201Operation operation, int step) =>
        (NasBench201Operation)(((int)operation + step) % NasBench201Cell.Operations);
}
