using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>How far two lists of numbers put the same things in the same order: from −1 (the opposite) over 0
/// (chance) to 1.</summary>
/// <param name="Value">The coefficient.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Count">How many pairs of numbers.</param>
/// <remarks>The interval is a percentile bootstrap over the pairs: it covers which networks were looked at, not the
/// noise of each measurement. Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, ch. 13.</remarks>
public readonly record struct RankCorrelation(double Value, double Low, double High, int Count)
{
    private const int Resamples = 1000;

    /// <summary>Kendall's τ-b, which counts ties.</summary>
    /// <param name="x">Finite numbers, two or more.</param>
    /// <param name="y">As many.</param>
    /// <param name="rng">Draws the bootstrap.</param>
    /// <remarks>O(n²) for each of 1,000 resamples.</remarks>
    public static RankCorrelation Kendall(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Rng rng) =>
        Of(x, y, rng, KendallOf);

    /// <summary>Spearman's ρ: the linear correlation of ranks, ties at their mean.</summary>
    /// <inheritdoc cref="Kendall"/>
    public static RankCorrelation Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Rng rng) =>
        Of(x, y, rng, SpearmanOf);

    /// <summary>Kendall's τ-b alone; 0 where one list is constant. Source: Kendall, "The treatment of ties in ranking
    /// problems", Biometrika 1945.</summary>
    public static double KendallOf(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        long agree = 0, tiedX = 0, tiedY = 0, pairs = (long)x.Length * (x.Length - 1) / 2;
        for (int i = 1; i < x.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                int a = x[i].CompareTo(x[j]), b = y[i].CompareTo(y[j]);
                agree += Math.Sign(a) * Math.Sign(b);
                tiedX += a == 0 ? 1 : 0;
                tiedY += b == 0 ? 1 : 0;
            }
        }
        double scale = Math.Sqrt((double)(pairs - tiedX) * (pairs - tiedY));
        return scale > 0 ? agree / scale : 0;
    }

    /// <summary>Spearman's ρ alone; 0 where one list is constant.</summary>
    public static double SpearmanOf(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double[] a = RanksOf(x), b = RanksOf(y);
        double mean = (x.Length - 1) / 2.0, product = 0, squareA = 0, squareB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            product += (a[i] - mean) * (b[i] - mean);
            squareA += (a[i] - mean) * (a[i] - mean);
            squareB += (b[i] - mean) * (b[i] - mean);
        }
        double scale = Math.Sqrt(squareA * squareB);
        return scale > 0 ? product / scale : 0;
    }

    private delegate double Coefficient(ReadOnlySpan<double> x, ReadOnlySpan<double> y);

    private static RankCorrelation Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Rng rng, Coefficient of)
    {
        if (x.Length != y.Length || x.Length < 2)
            throw new ArgumentException($"A correlation needs two lists of one length, at least 2, but they have "
                + $"{x.Length} and {y.Length}.");
        double[] a = new double[x.Length], b = new double[x.Length], values = new double[Resamples];
        for (int r = 0; r < Resamples; r++)
        {
            for (int i = 0; i < a.Length; i++)
            {
                int pick = rng.Next(x.Length);
                (a[i], b[i]) = (x[pick], y[pick]);
            }
            values[r] = of(a, b);
        }
        Array.Sort(values);
        return new(of(x, y), values[Resamples * 25 / 1000], values[Resamples * 975 / 1000 - 1], x.Length);
    }

    private static double[] RanksOf(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        var order = new int[sorted.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(sorted, order);
        var ranks = new double[order.Length];
        for (int first = 0, end; first < order.Length; first = end)
        {
            end = first + 1;
            while (end < order.Length && sorted[end] == sorted[first])
                end++;
            for (int i = first; i < end; i++)
                ranks[order[i]] = (first + end - 1) / 2.0;
        }
        return ranks;
    }
}
