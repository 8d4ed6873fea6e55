using System.Collections.Immutable;

namespace Precocial.Architectures;

/// <summary>A cell of a DeepNets network: steps that each sum two operands, and which states the cell hands
/// on.</summary>
/// <remarks>States 0 and 1 are the two inputs, state 2 + i is step i: the sum of edges 2i and 2i + 1. The
/// output is the concatenation of the states in <see cref="Concat"/>. Equal cells are equal values.</remarks>
public sealed record DeepNetsCell
{
    /// <summary>The most steps of a cell.</summary>
    public const int MostSteps = 24;

    /// <summary>A cell.</summary>
    /// <param name="edges">Two for each step.</param>
    /// <param name="concat">The states of the output, ascending, 2 to steps + 1.</param>
    /// <exception cref="GraphException">Not a cell; one line says why.</exception>
    public DeepNetsCell(ImmutableArray<DeepNetsEdge> edges, ImmutableArray<int> concat)
    {
        CheckEdges(edges);
        CheckConcat(concat, edges.Length / 2);
        Edges = edges;
        Concat = concat;
    }

    /// <summary>Two for each step: edges 2i and 2i + 1 are summed to state 2 + i.</summary>
    public ImmutableArray<DeepNetsEdge> Edges { get; }

    /// <summary>The states that the output consists of, ascending.</summary>
    public ImmutableArray<int> Concat { get; }

    /// <summary>The number of sums.</summary>
    public int Steps => Edges.Length / 2;

    /// <summary>How many edges have an operation.</summary>
    public int CountOf(DeepNetsOperation operation)
    {
        int count = 0;
        foreach (DeepNetsEdge edge in Edges)
            count += edge.Operation == operation ? 1 : 0;
        return count;
    }

    /// <inheritdoc/>
    public bool Equals(DeepNetsCell? other) => other is not null
        && Edges.AsSpan().SequenceEqual(other.Edges.AsSpan())
        && Concat.AsSpan().SequenceEqual(other.Concat.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (DeepNetsEdge edge in Edges)
            hash.Add(edge);
        foreach (int state in Concat)
            hash.Add(state);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(' ', Edges)} -> {string.Join(' ', Concat)}";

    private static void CheckEdges(ImmutableArray<DeepNetsEdge> edges)
    {
        if (edges.IsDefault || edges.Length is 0 or > 2 * MostSteps || edges.Length % 2 != 0)
            throw new GraphException($"DeepNets cell: it has two edges for each of 1 to {MostSteps} steps, "
                + $"but {(edges.IsDefault ? 0 : edges.Length)} edges were given.");
        for (int i = 0; i < edges.Length; i++)
        {
            (DeepNetsOperation operation, int input) = edges[i];
            if ((uint)operation >= DeepNetsOperations.Count || input < 0 || input > 1 + i / 2)
                throw new GraphException($"DeepNets cell: edge {i} must read a state from 0 to {1 + i / 2} "
                    + $"by one of {DeepNetsOperations.Count} operations, but reads {input} by "
                    + $"{(int)operation}.");
        }
    }

    private static void CheckConcat(ImmutableArray<int> concat, int steps)
    {
        bool ascending = !concat.IsDefaultOrEmpty && concat[0] >= 2 && concat[^1] <= steps + 1;
        for (int i = 1; ascending && i < concat.Length; i++)
            ascending = concat[i] > concat[i - 1];
        if (!ascending)
            throw new GraphException($"DeepNets cell: its output is ascending states from 2 to {steps + 1}, "
                + $"but was given as [{(concat.IsDefault ? "" : string.Join(", ", concat))}].");
    }
}
