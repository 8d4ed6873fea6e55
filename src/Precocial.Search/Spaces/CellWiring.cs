using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>The decisions of a <see cref="CellSpace"/>: for each cell and node two inputs and two
/// operations.</summary>
internal static class CellWiring
{
    /// <summary>The order is part of saved genotypes.</summary>
    public static ImmutableArray<string> Operations { get; } =
        ["skip", "sep3", "sep5", "dil3", "dil5", "avg3", "max3"];

    public const int DecisionsPerNode = 4;

    public static ImmutableArray<Decision> Decisions(int nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(nodes);
        var decisions = ImmutableArray.CreateBuilder<Decision>();
        foreach (string cell in (ReadOnlySpan<string>)["normal", "reduction"])
        {
            for (int node = 0; node < nodes; node++)
            {
                // Inputs 0 and 1 are the cell's own; then come the nodes before this one.
                var inputs = Decision.Among<int>("", [.. Enumerable.Range(0, node + 2)]);
                foreach (string side in (ReadOnlySpan<string>)["a", "b"])
                {
                    decisions.Add(inputs with { Name = $"{cell}.{node + 2}.{side}" });
                    decisions.Add(new Decision($"{cell}.{node + 2}.{side}op", Operations));
                }
            }
        }
        return decisions.ToImmutable();
    }

    /// <summary>A cell's edges: states 0 and 1 are its inputs, then come its nodes.</summary>
    /// <param name="choices">Both cells'.</param>
    /// <param name="cell">0 the normal cell, 1 the reduction cell.</param>
    /// <param name="nodes">How many nodes a cell has.</param>
    public static CellEdge[] Edges(ImmutableArray<byte> choices, int cell, int nodes)
    {
        var edges = new CellEdge[2 * nodes];
        for (int i = 0; i < edges.Length; i++)
        {
            int start = cell * nodes * DecisionsPerNode + 2 * i;
            edges[i] = new(From: choices[start], To: 2 + i / 2, Operation: choices[start + 1]);
        }
        return edges;
    }
}
