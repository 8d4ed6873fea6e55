using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>The decisions of an <see cref="EnasMicroSpace"/>: for each cell and block two inputs, then two
/// operations, in the order in which ENAS's controller makes them.</summary>
internal static class EnasMicroWiring
{
    /// <summary>The order is part of saved genotypes, and of the controller's biases.</summary>
    public static ImmutableArray<string> Operations { get; } = ["sep3", "sep5", "avg3", "max3", "identity"];

    public const int DecisionsPerBlock = 4;

    private static readonly string[] s_cells = ["normal", "reduction"];

    /// <summary>Inputs 0 and 1 are the cell's own; then come the blocks before this one.</summary>
    public static ImmutableArray<Decision> Decisions(int blocks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blocks);
        var decisions = ImmutableArray.CreateBuilder<Decision>();
        foreach (string cell in s_cells)
        {
            for (int block = 2; block < blocks + 2; block++)
            {
                var inputs = Decision.Among<int>($"{cell}.{block}.a", [.. Enumerable.Range(0, block)]);
                decisions.Add(inputs);
                decisions.Add(inputs with { Name = $"{cell}.{block}.b" });
                decisions.Add(new Decision($"{cell}.{block}.aop", Operations));
                decisions.Add(new Decision($"{cell}.{block}.bop", Operations));
            }
        }
        return decisions.ToImmutable();
    }

    /// <summary>A decision as a controller sees it. The second cell goes on from the state of the first, with
    /// anchors of its own.</summary>
    public static SequentialDecision Describe(string name, int decision, int blocks)
    {
        int first = decision / (blocks * DecisionsPerBlock) * (blocks + 2);
        int place = decision % (blocks * DecisionsPerBlock);
        int block = place / DecisionsPerBlock + 2, part = place % DecisionsPerBlock;
        return part < 2
            ? SequentialDecision.Pointer(name, [.. Enumerable.Range(first, block)]) with
            {
                Opens = place == 0 ? 2 : 0,
            }
            : new(name, "operation", Operations.Length) { LeavesAnchor = part == 3 };
    }
}
