namespace Precocial.Hypernetworks;

/// <summary>Which row of the shape tables stands for a size: the tables are finite, sizes are not.</summary>
/// <remarks>Source: <c>ShapeEncoder</c> of the released code.</remarks>
/// <param name="classes">Classes of the data; they have a row of their own.</param>
/// <param name="largestKernel">The largest window that is decoded whole.</param>
public sealed class ShapeVocabulary(int classes, int largestKernel)
{
    private readonly int[] _channels = ChannelTable(classes), _spatial = SpatialTable(largestKernel);

    /// <summary>Sizes of channels that have a row, ascending; one more row stands for "no shape".</summary>
    public IReadOnlyList<int> Channels => _channels;

    /// <summary>Heights and widths that have a row, ascending; one more row stands for "no shape".</summary>
    public IReadOnlyList<int> Spatial => _spatial;

    /// <summary>The row of a number of channels.</summary>
    public int ChannelRow(int channels)
    {
        int row = Array.BinarySearch(_channels, channels);
        return row >= 0 ? row : Nearest(_channels, channels is >= 4 and <= 7 ? 8 : channels);
    }

    /// <summary>The row of a height or width.</summary>
    public int SpatialRow(int size) => Nearest(_spatial, size == 2 ? 3 : size);

    // The smaller of those that are equally near.
    private static int Nearest(int[] table, int value)
    {
        int row = Array.BinarySearch(table, value);
        if (row >= 0)
            return row;
        int larger = ~row;
        if (larger == 0 || larger == table.Length)
            return Math.Min(larger, table.Length - 1);
        return table[larger] - value < value - table[larger - 1] ? larger : larger - 1;
    }

    private static int[] ChannelTable(int classes)
    {
        var sizes = new SortedSet<int> { 1, 3, classes };
        for (int size = 8; size <= 56; size += 8)
            sizes.Add(size);
        for (int size = 64; size <= 4080; size += 16)
            sizes.Add(size);
        for (int size = 4096; size <= 8192; size += 32)
            sizes.Add(size);
        return [.. sizes];
    }

    private static int[] SpatialTable(int largestKernel)
    {
        var sizes = new SortedSet<int> { 14, 16 };
        for (int size = 1; size < Math.Max(12, largestKernel); size += 2)
            sizes.Add(size);
        return [.. sizes];
    }
}
