namespace Precocial.Search;

/// <summary>A cell as the set of its paths: one feature for each sequence of operations that may lead from an
/// input to the output, 1 where one does.</summary>
/// <remarks>
/// Truncated: only paths of at most L operations are features, because there are exponentially many and the
/// long ones are rare. Relabelling a cell's nodes changes nothing. Source: White, Neiswanger and Savani,
/// "BANANAS", AAAI 2021, §4.1.
/// </remarks>
public sealed class PathEncoding
{
    private readonly int _inputs, _operations, _longest;
    private readonly int[] _offsets;

    /// <summary>An encoding of cells.</summary>
    /// <param name="inputs">How many inputs a cell has: its states 0..inputs−1.</param>
    /// <param name="operations">How many operations an edge may have.</param>
    /// <param name="longest">L: the most operations on a path.</param>
    public PathEncoding(int inputs, int operations, int longest)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(operations);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longest);
        (_inputs, _operations, _longest, _offsets) = (inputs, operations, longest, new int[longest + 1]);
        for (int length = 1, count = inputs; length <= longest; length++)
            Length = (_offsets[length] = Length) + (count *= operations);
    }

    /// <summary>How many features there are: inputs·(operations + operations² + ...).</summary>
    public int Length { get; }

    /// <summary>Marks a cell's paths.</summary>
    /// <param name="edges">The cell.</param>
    /// <param name="reachesOutput">Whether a state is (part of) the cell's output.</param>
    /// <param name="features">As long as <see cref="Length"/>, zeros.</param>
    public void Mark(IReadOnlyList<CellEdge> edges, Predicate<int> reachesOutput, Span<double> features)
    {
        for (int input = 0; input < _inputs; input++)
            Walk(edges, reachesOutput, input, length: 0, number: input, features);
    }

    // A path's number: its input, then its operations as digits.
    private void Walk(
        IReadOnlyList<CellEdge> edges, Predicate<int> reachesOutput, int state, int length, int number,
        Span<double> features)
    {
        if (length > 0 && reachesOutput(state))
            features[_offsets[length] + number] = 1;
        if (length == _longest)
            return;
        foreach (var edge in edges)
        {
            if (edge.From == state)
                Walk(edges, reachesOutput, edge.To, length + 1, number * _operations + edge.Operation,
                    features);
        }
    }
}

/// <summary>An edge of a cell.</summary>
/// <param name="From">The state that it reads.</param>
/// <param name="To">The state that it adds to.</param>
/// <param name="Operation">What it does, from 0.</param>
public readonly record struct CellEdge(int From, int To, int Operation);
