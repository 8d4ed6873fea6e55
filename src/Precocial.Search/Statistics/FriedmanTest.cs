using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Whether any of several methods stands out when all ran on the same seeds: Friedman's rank test.</summary>
/// <remarks>The methods are ranked within each seed, ties at their mean; the statistic is the spread of the mean ranks.
/// p is how often rankings that are shuffled within each seed spread as far: by simulation, because the usual
/// chi-square is poor for few seeds. Sources: Friedman, JASA 1937; for methods on data sets Demšar, JMLR 2006,
/// §3.2.2.</remarks>
/// <param name="MeanRanks">Of each method; 1 is best.</param>
/// <param name="Statistic">Friedman's chi-square, without a correction for ties.</param>
/// <param name="P">The p value.</param>
public sealed record FriedmanTest(IReadOnlyList<double> MeanRanks, double Statistic, double P)
{
    private const int Shuffles = 20_000;

    /// <summary>The test of some results.</summary>
    /// <param name="results">[method][seed]; larger is better; as many seeds for each of two or more methods.</param>
    /// <param name="rng">Draws the shuffles.</param>
    public static FriedmanTest Of(IReadOnlyList<IReadOnlyList<double>> results, Rng rng)
    {
        int methods = results.Count, seeds = results[0].Count;
        var ranks = new double[seeds][];
        for (int seed = 0; seed < seeds; seed++)
        {
            int column = seed;
            double[] values = [.. results.Select(row => row[column])];
            ranks[seed] = [.. values.Select(v => 1 + values.Count(w => w > v) + (values.Count(w => w == v) - 1) / 2.0)];
        }
        double[] means = MeansOf(ranks);
        double observed = SpreadOf(means, seeds);
        int asFar = 0;
        for (int shuffle = 0; shuffle < Shuffles; shuffle++)
        {
            foreach (double[] row in ranks)
                rng.Shuffle(row.AsSpan());
            asFar += SpreadOf(MeansOf(ranks), seeds) >= observed - 1e-9 ? 1 : 0;
        }
        return new FriedmanTest(means, observed, (asFar + 1.0) / (Shuffles + 1));
    }

    private static double[] MeansOf(double[][] ranks) =>
        [.. Enumerable.Range(0, ranks[0].Length).Select(method => ranks.Average(row => row[method]))];

    private static double SpreadOf(double[] means, int seeds)
    {
        double centre = (means.Length + 1) / 2.0;
        return 12.0 * seeds / (means.Length * (means.Length + 1)) * means.Sum(m => (m - centre) * (m - centre));
    }
}
