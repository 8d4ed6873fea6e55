namespace Precocial.Search;

/// <summary>How some numbers are spread.</summary>
/// <param name="Minimum">The smallest.</param>
/// <param name="Lower">A quarter is below it.</param>
/// <param name="Median">Half is below it.</param>
/// <param name="Upper">Three quarters are below it.</param>
/// <param name="Maximum">The largest.</param>
public sealed record Quantiles(double Minimum, double Lower, double Median, double Upper, double Maximum)
{
    /// <summary>The quantiles of some numbers, at least one; linear between neighbours.</summary>
    public static Quantiles Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new(sorted[0], At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75), sorted[^1]);
    }

    private static double At(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
