namespace Precocial.Tensors;

/// <summary>One kernel that is to be decoded.</summary>
/// <param name="Row">The row of the embeddings that it is decoded from.</param>
/// <param name="Outputs">Output channels, at most the decoder's.</param>
/// <param name="Inputs">Input channels, at most the decoder's.</param>
/// <param name="Height">Of the window, at most the decoder's.</param>
/// <param name="Width">Of the window, at most the decoder's.</param>
public readonly record struct KernelRequest(int Row, int Outputs, int Inputs, int Height, int Width);

/// <summary>Where a decoded kernel lies in a flat tensor: element (o, i, y, x) is at
/// Offset + o·StrideOut + i·StrideIn + (y·Width + x)·StridePosition.</summary>
public readonly record struct KernelBlock(
    int Offset, int Outputs, int Inputs, int Height, int Width, int StrideOut, int StrideIn,
    int StridePosition);

/// <summary>Which kernels are decoded from which embeddings, ordered so that few and large products do
/// it.</summary>
/// <remarks>
/// Every position of every window is one row; rows whose kernels have the same channels stand together,
/// because they need the same columns of the last layer, and only those are computed. Immutable.
/// </remarks>
public sealed class KernelDecoderPlan
{
    // Fewer input channels than this are computed one input at a time, with the outputs side by side.
    private const int FewInputs = 8;

    /// <summary>A plan.</summary>
    /// <param name="size">The decoder's sizes.</param>
    /// <param name="requests">What is wanted.</param>
    /// <exception cref="ShapeException">A kernel is empty or larger than the decoder's.</exception>
    public KernelDecoderPlan(KernelDecoderSize size, IReadOnlyList<KernelRequest> requests)
    {
        Size = size;
        Blocks = new KernelBlock[requests.Count];
        foreach (KernelRequest r in requests)
            Check(r);
        int rows = requests.Sum(r => r.Height * r.Width);
        (RowNode, RowPosition) = (new int[rows], new int[rows]);
        var groups = new List<KernelGroup>();
        int row = 0, offset = 0;
        foreach (var group in Enumerable.Range(0, requests.Count)
            .GroupBy(i => (requests[i].Outputs, requests[i].Inputs)).OrderByDescending(g => g.Key))
        {
            var channels = new KernelGroup(row, offset, group.Key.Outputs, group.Key.Inputs,
                ByInput: group.Key.Inputs < FewInputs && group.Key.Inputs < size.Inputs);
            foreach (int i in group)
            {
                Blocks[i] = BlockOf(channels, row, requests[i]);
                row = AddRows(row, requests[i]);
            }
            groups.Add(channels with { Rows = row - channels.Row });
            offset = checked(offset + (row - channels.Row) * channels.Columns);
        }
        Groups = [.. groups];
        Length = offset;
        ByPosition = new RowsByPosition(RowPosition, size.Positions);
    }

    /// <summary>The decoder's sizes.</summary>
    public KernelDecoderSize Size { get; }

    /// <summary>Numbers that are decoded.</summary>
    public int Length { get; }

    /// <summary>Where each request's kernel is, in the order of the requests.</summary>
    public IReadOnlyList<KernelBlock> BlockOfRequest => Blocks;

    /// <summary>Rows: positions of windows.</summary>
    internal int Rows => RowNode.Length;

    internal KernelBlock[] Blocks { get; }

    internal KernelGroup[] Groups { get; }

    /// <summary>The embedding of each row.</summary>
    internal int[] RowNode { get; }

    /// <summary>The position in the largest window of each row.</summary>
    internal int[] RowPosition { get; }

    internal RowsByPosition ByPosition { get; }

    private static KernelBlock BlockOf(KernelGroup group, int row, KernelRequest r) => new(
        group.Offset + (row - group.Row) * group.Columns, r.Outputs, r.Inputs, r.Height, r.Width,
        group.ByInput ? 1 : r.Inputs, group.ByInput ? r.Outputs : 1, group.Columns);

    private int AddRows(int row, KernelRequest r)
    {
        for (int y = 0; y < r.Height; y++)
        {
            for (int x = 0; x < r.Width; x++, row++)
                (RowNode[row], RowPosition[row]) = (r.Row, y * Size.Window + x);
        }
        return row;
    }

    private void Check(KernelRequest r)
    {
        bool fits = r.Outputs >= 1 && r.Outputs <= Size.Outputs && r.Inputs >= 1 && r.Inputs <= Size.Inputs
            && r.Height >= 1 && r.Height <= Size.Window && r.Width >= 1 && r.Width <= Size.Window
            && r.Row >= 0;
        if (!fits)
        {
            throw new ShapeException("A kernel decoder of "
                + $"{Size.Outputs}x{Size.Inputs}x{Size.Window}x{Size.Window} "
                + $"cannot decode {r.Outputs}x{r.Inputs}x{r.Height}x{r.Width} of row {r.Row}. Cut it to the "
                + "decoder's size, and tile.");
        }
    }
}

/// <summary>Rows that need the same columns of the decoder's last layer.</summary>
internal readonly record struct KernelGroup(int Row, int Offset, int Outputs, int Inputs, bool ByInput)
{
    public int Rows { get; init; }

    public int Columns => Outputs * Inputs;
}

/// <summary>The rows of each position, in compressed form.</summary>
internal sealed class RowsByPosition
{
    public RowsByPosition(int[] rowPosition, int positions)
    {
        Begin = new int[positions + 1];
        foreach (int position in rowPosition)
            Begin[position + 1]++;
        for (int i = 0; i < positions; i++)
            Begin[i + 1] += Begin[i];
        Rows = new int[rowPosition.Length];
        int[] next = Begin[..^1];
        for (int row = 0; row < rowPosition.Length; row++)
            Rows[next[rowPosition[row]]++] = row;
    }

    public int[] Begin { get; }

    public int[] Rows { get; }
}
