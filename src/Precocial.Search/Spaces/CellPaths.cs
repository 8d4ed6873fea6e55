using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>What a node of a cell adds: an operation on a state.</summary>
/// <param name="Input">0 and 1 are the cell's own inputs; then come the nodes before this one.</param>
/// <param name="Operation">An index into <see cref="CellWiring.Operations"/>.</param>
internal readonly record struct CellPath(int Input, int Operation);

/// <summary>The wiring of a normal and a reduction cell: for each node, at least one path.</summary>
/// <remarks>A <see cref="CellGenotype"/> has two paths a node; a supernet with dropped paths has any
/// number.</remarks>
internal sealed record CellPaths(
    ImmutableArray<ImmutableArray<CellPath>> Normal, ImmutableArray<ImmutableArray<CellPath>> Reduction)
{
    /// <summary>The paths that a genotype chooses.</summary>
    public static CellPaths Of(ImmutableArray<byte> choices)
    {
        var nodes = ImmutableArray.CreateBuilder<ImmutableArray<CellPath>>();
        for (int i = 0; i < choices.Length; i += CellWiring.DecisionsPerNode)
            nodes.Add([new(choices[i], choices[i + 1]), new(choices[i + 2], choices[i + 3])]);
        return new([.. nodes.Take(nodes.Count / 2)], [.. nodes.Skip(nodes.Count / 2)]);
    }

    /// <summary>The nodes of one of the two cells.</summary>
    public ImmutableArray<ImmutableArray<CellPath>> NodesOf(bool reduction) => reduction ? Reduction : Normal;

    /// <summary>Whether one of the two cells reads a state.</summary>
    public bool Uses(bool reduction, int input) =>
        NodesOf(reduction).Any(node => node.Any(path => path.Input == input));
}
