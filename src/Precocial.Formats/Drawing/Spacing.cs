namespace Precocial.Formats;

/// <summary>Places things on a line without overlap.</summary>
internal static class Spacing
{
    /// <summary>The places nearest to the wished ones, in the mean of packing from one end and from the
    /// other.</summary>
    /// <param name="wished">Where each would stand, in the order that they keep.</param>
    /// <param name="distance">The least distance between thing i and thing i + 1.</param>
    public static double[] Spread(double[] wished, Func<int, double> distance)
    {
        int count = wished.Length;
        var fromStart = new double[count];
        var fromEnd = new double[count];
        for (int i = 0; i < count; i++)
            fromStart[i] = i == 0 ? wished[i] : Math.Max(wished[i], fromStart[i - 1] + distance(i - 1));
        for (int i = count - 1; i >= 0; i--)
            fromEnd[i] = i == count - 1 ? wished[i] : Math.Min(wished[i], fromEnd[i + 1] - distance(i));
        return [.. fromStart.Zip(fromEnd, (a, b) => (a + b) / 2)];
    }
}
