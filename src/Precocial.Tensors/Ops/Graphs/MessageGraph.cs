namespace Precocial.Tensors;

/// <summary>Who sends messages to whom in a directed acyclic graph whose nodes are numbered in topological
/// order: edges of length 1, and virtual edges, whose length is that of a shortest path.</summary>
/// <remarks>Stored twice, by target and by source, so that both sweeps of
/// <see cref="TensorOperations.GatedGraph"/> read memory in order; in each row the edges of length 1 come
/// first. Immutable, so threads may share it.</remarks>
public sealed class MessageGraph
{
    /// <summary>A graph from its matrix of lengths.</summary>
    /// <param name="nodes">How many nodes.</param>
    /// <param name="lengths">[nodes, nodes] row-major, from row to column: 0 for no edge, 1 for an edge, more
    /// for a virtual edge. Only above the diagonal.</param>
    /// <exception cref="ArgumentException">The matrix is not nodes × nodes, or has an edge
    /// backward.</exception>
    public MessageGraph(int nodes, ReadOnlySpan<byte> lengths)
    {
        if (lengths.Length != (long)nodes * nodes)
        {
            throw new ArgumentException($"MessageGraph: {nodes} nodes have {(long)nodes * nodes} lengths, "
                + $"but there are {lengths.Length}.", nameof(lengths));
        }
        Nodes = nodes;
        Count(lengths, out int[] incoming, out int[] outgoing);
        Incoming = new MessageRows(incoming);
        Outgoing = new MessageRows(outgoing);
        Fill(lengths);
        VirtualEdges = Outgoing.Node.Length - Edges;
    }

    /// <summary>How many nodes.</summary>
    public int Nodes { get; }

    /// <summary>How many edges have length 1.</summary>
    public int Edges { get; private set; }

    /// <summary>How many edges are longer.</summary>
    public int VirtualEdges { get; }

    /// <summary>For each node those that it hears from.</summary>
    internal MessageRows Incoming { get; }

    /// <summary>For each node those that it speaks to.</summary>
    internal MessageRows Outgoing { get; }

    private void Count(ReadOnlySpan<byte> lengths, out int[] incoming, out int[] outgoing)
    {
        incoming = new int[Nodes];
        outgoing = new int[Nodes];
        for (int source = 0; source < Nodes; source++)
        {
            ReadOnlySpan<byte> row = lengths.Slice(source * Nodes, Nodes);
            if (row[..(source + 1)].IndexOfAnyExcept((byte)0) is >= 0 and int target)
            {
                throw new ArgumentException("MessageGraph: an edge must lead to a later node, but one "
                    + "leads from "
                    + $"{source} to {target}. Number the nodes in topological order.", nameof(lengths));
            }
            for (target = source + 1; target < Nodes; target++)
            {
                int one = row[target] == 0 ? 0 : 1;
                incoming[target] += one;
                outgoing[source] += one;
            }
        }
    }

    private void Fill(ReadOnlySpan<byte> lengths)
    {
        Span<float> inverse = stackalloc float[256];
        for (int length = 1; length < 256; length++)
            inverse[length] = 1f / length;
        var (nextIn, nextOut) = (Incoming.Begin[..^1].ToArray(), Outgoing.Begin[..^1].ToArray());
        for (int pass = 0; pass < 2; pass++)
        {
            for (int source = 0; source < Nodes; source++)
            {
                ReadOnlySpan<byte> row = lengths.Slice(source * Nodes, Nodes);
                for (int target = source + 1; target < Nodes; target++)
                {
                    if (row[target] == 0 || row[target] == 1 != (pass == 0))
                        continue;
                    Incoming.Set(nextIn[target]++, source, inverse[row[target]]);
                    Outgoing.Set(nextOut[source]++, target, inverse[row[target]]);
                    Edges += pass == 0 ? 1 : 0;
                }
            }
            if (pass == 0)
            {
                nextIn.CopyTo(Incoming.EndOfDirect, 0);
                nextOut.CopyTo(Outgoing.EndOfDirect, 0);
            }
        }
    }
}

/// <summary>For each node its neighbours in one direction, in compressed rows.</summary>
internal sealed class MessageRows
{
    public MessageRows(int[] counts)
    {
        Begin = new int[counts.Length + 1];
        for (int i = 0; i < counts.Length; i++)
            Begin[i + 1] = Begin[i] + counts[i];
        EndOfDirect = new int[counts.Length];
        Node = new int[Begin[^1]];
        Weight = new float[Begin[^1]];
    }

    /// <summary>Where a node's row begins; one more at the end.</summary>
    public int[] Begin { get; }

    /// <summary>Where the neighbours at distance 1 end.</summary>
    public int[] EndOfDirect { get; }

    /// <summary>The neighbour.</summary>
    public int[] Node { get; }

    /// <summary>1/length.</summary>
    public float[] Weight { get; }

    public void Set(int edge, int node, float weight) => (Node[edge], Weight[edge]) = (node, weight);
}
