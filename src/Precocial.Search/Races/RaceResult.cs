using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>How the strategies did.</summary>
/// <param name="Rows">One for each strategy and number of evaluations.</param>
/// <param name="Elapsed">How long the race took.</param>
public sealed record RaceResult(ImmutableArray<RaceRow> Rows, TimeSpan Elapsed);

/// <summary>One strategy after a number of evaluations.</summary>
/// <param name="Strategy">Its name and settings.</param>
/// <param name="Evaluations">After how many evaluations.</param>
/// <param name="Runs">Over how many seeds.</param>
/// <param name="Mean">Mean over the seeds, in the table's unit.</param>
/// <param name="Sd">Standard deviation over the seeds (n − 1); 0 for a single run.</param>
public sealed record RaceRow(string Strategy, int Evaluations, int Runs, double Mean, double Sd)
{
    /// <summary>The standard error of <see cref="Mean"/>.</summary>
    public double StandardError => Sd / Math.Sqrt(Runs);

    internal static RaceRow Of(string strategy, int evaluations, double[] values)
    {
        double mean = values.Average();
        double squares = values.Sum(v => (v - mean) * (v - mean));
        return new(strategy, evaluations, values.Length, mean,
            Math.Sqrt(squares / Math.Max(values.Length - 1, 1)));
    }
}
