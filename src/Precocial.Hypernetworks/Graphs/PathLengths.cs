using System.Numerics;

namespace Precocial.Hypernetworks;

/// <summary>All lengths of shortest paths of an acyclic graph.</summary>
/// <remarks>The row of a node is one more than the smallest of its successors' rows, so that going from the
/// last node to the first needs one pass over whole rows of bytes: no search from every node.</remarks>
internal static class PathLengths
{
    private const byte None = byte.MaxValue;

    /// <summary>The matrix of lengths, row to column, 0 where there is no path of at most
    /// <paramref name="longest"/>.</summary>
    /// <param name="successors">For each node those that it has an edge to, all later.</param>
    /// <param name="longest">1 to 254.</param>
    public static byte[] Of(IReadOnlyList<int[]> successors, int longest)
    {
        int nodes = successors.Count;
        var lengths = new byte[nodes * nodes];
        for (int node = nodes - 1; node >= 0; node--)
        {
            Span<byte> row = lengths.AsSpan(node * nodes, nodes);
            row.Fill(None);
            foreach (int successor in successors[node])
                Nearer(row[successor..], lengths.AsSpan(successor * nodes, nodes)[successor..], longest);
        }
        for (int node = 0; node < nodes; node++)
            Clear(lengths.AsSpan(node * nodes, nodes));
        return lengths;
    }

    // row = min(row, other + 1), cut at longest; the other's first element is the edge itself, of length 1.
    private static void Nearer(Span<byte> row, ReadOnlySpan<byte> other, int longest)
    {
        row[0] = 1;
        int i = 1;
        var one = new Vector<byte>(1);
        var cut = new Vector<byte>((byte)longest);
        var none = new Vector<byte>(None);
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var far = new Vector<byte>(other[i..]);
            var next = Vector.ConditionalSelect(Vector.LessThan(far, cut), far + one, none);
            Vector.Min(next, new Vector<byte>(row[i..])).CopyTo(row[i..]);
        }
        for (; i < row.Length; i++)
        {
            if (other[i] < longest)
                row[i] = Math.Min(row[i], (byte)(other[i] + 1));
        }
    }

    private static void Clear(Span<byte> row)
    {
        int i = 0;
        var none = new Vector<byte>(None);
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var value = new Vector<byte>(row[i..]);
            Vector.AndNot(value, Vector.Equals(value, none)).CopyTo(row[i..]);
        }
        for (; i < row.Length; i++)
            row[i] = row[i] == None ? (byte)0 : row[i];
    }
}
