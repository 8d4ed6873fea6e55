namespace Precocial.Search;

/// <summary>Whether one method is better than another on the same seeds: how often chance alone gives so large a mean
/// difference, if either sign of each difference is as likely.</summary>
/// <remarks>Exact: all 2ⁿ signs are tried. The smallest p that n pairs can give is 2/2ⁿ: .0625 for five. Its nearest
/// neighbour <see cref="FriedmanTest"/> asks it of many methods at once. Source: Fisher, "The Design of Experiments",
/// 1935, §21.</remarks>
public static class PairedPermutationTest
{
    /// <summary>The most pairs: a million signs.</summary>
    public const int MostPairs = 20;

    /// <summary>The two-sided p value; 1 where all differences are 0.</summary>
    /// <param name="differences">One a pair, 1 to <see cref="MostPairs"/>.</param>
    public static double Of(ReadOnlySpan<double> differences)
    {
        ArgumentOutOfRangeException.ThrowIfZero(differences.Length, nameof(differences));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(differences.Length, MostPairs, nameof(differences));
        double observed = 0, scale = 0;
        foreach (double difference in differences)
        {
            observed += difference;
            scale += Math.Abs(difference);
        }
        // Sums of the same numbers in another order differ in their last bits.
        double asFar = Math.Abs(observed) - 1e-12 * scale;
        int count = 0, all = 1 << differences.Length;
        for (int signs = 0; signs < all; signs++)
        {
            double sum = 0;
            for (int i = 0; i < differences.Length; i++)
                sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
            count += Math.Abs(sum) >= asFar ? 1 : 0;
        }
        return (double)count / all;
    }
}
