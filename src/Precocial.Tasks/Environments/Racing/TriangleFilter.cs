namespace Precocial.Tasks;

/// <summary>The weights that make a row of numbers shorter, as Pillow's "bilinear" has them.</summary>
internal sealed class TriangleFilter
{
    /// <summary>Fractional bits of a weight.</summary>
    public const int Bits = 22;

    /// <summary>Half a unit, for rounding.</summary>
    public const int Half = 1 << (Bits - 1);

    private readonly int[][] _weights;

    /// <summary>The filter from some numbers to fewer.</summary>
    public TriangleFilter(int from, int to)
    {
        First = new int[to];
        _weights = new int[to][];
        for (int i = 0; i < to; i++)
            (First[i], _weights[i]) = Weights(i, from, (double)from / to);
    }

    /// <summary>For each result, the first number that goes into it.</summary>
    public int[] First { get; }

    /// <summary>The weights of the numbers from <see cref="First"/> on; their sum is 1.</summary>
    public ReadOnlySpan<int> WeightsOf(int result) => _weights[result];

    private static (int First, int[] Weights) Weights(int result, int from, double scale)
    {
        double centre = (result + 0.5) * scale, reach = Math.Max(scale, 1);
        int first = Math.Max(0, (int)(centre - reach + 0.5));
        int end = Math.Min(from, (int)(centre + reach + 0.5));
        var weights = new double[end - first];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = Math.Max(0, 1 - Math.Abs((first + i - centre + 0.5) / reach));
        double sum = weights.Sum();
        return (first, [.. weights.Select(weight => (int)(0.5 + (weight / sum * (1 << Bits))))]);
    }
}
