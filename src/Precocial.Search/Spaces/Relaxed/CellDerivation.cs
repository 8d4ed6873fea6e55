using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>The discrete cell that the shares of a relaxed one stand for.</summary>
/// <remarks>1. An edge's strength is its largest share, <c>none</c> excluded. 2. Each node keeps its two
/// strongest edges. 3. On each stands the operation with that share. Of equals the first. Source: Liu,
/// Simonyan and Yang, ICLR 2019, §2.4; the cap on skips: Chen et al., ICCV 2019, §3.3.</remarks>
internal sealed class CellDerivation
{
    private readonly ImmutableArray<string> _operations;
    private readonly int _nodes, _skip;
    private readonly double[][] _shares;

    public CellDerivation(Mixture mixture, ImmutableArray<string> operations, int nodes)
    {
        (_operations, _nodes, _skip) = (operations, nodes, operations.IndexOf("skip"));
        _shares = [.. Enumerable.Range(0, mixture.Rows).Select(mixture.Shares)];
        foreach (double[] row in _shares)
            row[0] = -1;
    }

    /// <summary>The choices of a <see cref="CellGenotype"/> for one cell: for each node input, operation,
    /// input, operation.</summary>
    /// <param name="firstRow">The row of the cell's first edge.</param>
    public byte[] Choices(int firstRow)
    {
        var choices = new List<byte>();
        foreach (var (row, input) in Kept(firstRow))
        {
            choices.Add((byte)input);
            choices.Add((byte)CellWiring.Operations.IndexOf(_operations[Strongest(row)]));
        }
        return [.. choices];
    }

    /// <summary>How many of a cell's edges are skip connections.</summary>
    public int Skips(int firstRow) => Kept(firstRow).Count(edge => Strongest(edge.Row) == _skip);

    /// <summary>Passes over the weakest skip connections until at most so many are left.</summary>
    public void LimitSkips(int firstRow, int most)
    {
        while (Skips(firstRow) > most)
        {
            int weakest = Kept(firstRow).Where(edge => Strongest(edge.Row) == _skip)
                .MinBy(edge => _shares[edge.Row][_skip]).Row;
            _shares[weakest][_skip] = -1;
        }
    }

    // Two edges of each node, in the order of their inputs.
    private IEnumerable<(int Row, int Input)> Kept(int firstRow) => Enumerable.Range(0, _nodes)
        .SelectMany(node => Enumerable.Range(0, node + 2)
            .Select(input => (Row: firstRow + RelaxedCellSpace.EdgeAt(node, input), Input: input))
            .OrderByDescending(edge => _shares[edge.Row].Max()).Take(2).OrderBy(edge => edge.Input));

    private int Strongest(int row) => Array.IndexOf(_shares[row], _shares[row].Max());
}
