namespace Precocial.Search;

/// <summary>Ranks from an order.</summary>
internal static class Ranks
{
    /// <summary>The place of each member in an order of all of them.</summary>
    public static int[] Of(ReadOnlySpan<int> order)
    {
        var rank = new int[order.Length];
        for (int place = 0; place < order.Length; place++)
            rank[order[place]] = place;
        return rank;
    }
}
