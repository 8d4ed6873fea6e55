namespace Precocial.Hypernetworks;

/// <summary>Accuracies of several networks in five numbers; NaN where there is none.</summary>
/// <param name="Networks">How many.</param>
/// <param name="Mean">Their mean, 0 to 1.</param>
/// <param name="StandardError">Of the mean: the networks' deviation over the root of their number.</param>
/// <param name="Median">The middle one, or the mean of the two in the middle.</param>
/// <param name="Best">The largest.</param>
public readonly record struct AccuracySummary(
    int Networks, double Mean, double StandardError, double Median, double Best)
{
    /// <summary>The summary of some accuracies.</summary>
    public static AccuracySummary Of(IEnumerable<double> accuracies)
    {
        double[] sorted = [.. accuracies.Order()];
        int n = sorted.Length;
        if (n == 0)
            return new AccuracySummary(0, double.NaN, double.NaN, double.NaN, double.NaN);
        double mean = sorted.Average(), variance = sorted.Average(a => (a - mean) * (a - mean));
        return new AccuracySummary(
            n, mean, Math.Sqrt(variance / n), (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[^1]);
    }
}
