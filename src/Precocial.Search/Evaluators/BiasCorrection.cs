using System.Collections.Immutable;
using System.Globalization;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A map from scores at low fidelity to those at full, fitted on networks that were judged at both;
/// and how far the two rank alike.</summary>
/// <remarks>
/// Linear: least squares, full ≈ a + b·low. Monotone: the non-decreasing step function nearest in squares, by
/// pooling adjacent violators (Barlow et al., "Statistical inference under order restrictions", 1972), linear
/// between the steps' middles. Either way scores beyond those fitted continue with the nearest one's slope
/// (linear) or value (monotone). A map cannot repair a ranking: read <see cref="Rank"/> first.
/// </remarks>
public sealed class BiasCorrection
{
    private readonly ImmutableArray<(double Low, double Full)> _knots;
    private readonly bool _linear;

    private BiasCorrection(
        bool linear, ImmutableArray<(double, double)> knots, double bias, double error,
        RankCorrelation rank) =>
        (_linear, _knots, Bias, Error, Rank) = (linear, knots, bias, error, rank);

    /// <summary>Mean of full minus low.</summary>
    public double Bias { get; }

    /// <summary>Root mean square of what the map leaves of the differences.</summary>
    public double Error { get; }

    /// <summary>Kendall's τ between the two scores.</summary>
    public RankCorrelation Rank { get; }

    /// <summary>Fits a straight line.</summary>
    /// <param name="low">Scores at low fidelity, three or more.</param>
    /// <param name="full">Those of the same networks at full.</param>
    /// <param name="rng">Draws the bootstrap of <see cref="Rank"/>.</param>
    /// <exception cref="ArgumentException">Fewer than three, or not as many of both.</exception>
    public static BiasCorrection Linear(ReadOnlySpan<double> low, ReadOnlySpan<double> full, Rng rng)
    {
        Check(low, full);
        double[] x = low.ToArray(), y = full.ToArray();
        double meanX = x.Average(), meanY = y.Average(), spread = x.Sum(v => (v - meanX) * (v - meanX));
        // A line that falls would turn the ranking round on the word of a few networks.
        double slope = spread > 0
            ? Math.Max(0, x.Zip(y).Sum(p => (p.First - meanX) * (p.Second - meanY)) / spread) : 0;
        return Of(linear: true, [(meanX, meanY), (meanX + 1, meanY + slope)], x, y, rng);
    }

    /// <summary>Fits a non-decreasing map.</summary>
    /// <inheritdoc cref="Linear"/>
    public static BiasCorrection Monotone(ReadOnlySpan<double> low, ReadOnlySpan<double> full, Rng rng)
    {
        Check(low, full);
        double[] x = low.ToArray(), y = full.ToArray();
        var blocks = new List<(double Low, double Full, int Count)>();
        foreach (var (first, second) in x.Zip(y).OrderBy(p => p.First).ThenByDescending(p => p.Second))
        {
            blocks.Add((first, second, 1));
            while (blocks.Count > 1 && blocks[^2].Full >= blocks[^1].Full)
            {
                var (a, b) = (blocks[^2], blocks[^1]);
                int count = a.Count + b.Count;
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add(((a.Low * a.Count + b.Low * b.Count) / count,
                    (a.Full * a.Count + b.Full * b.Count) / count, count));
            }
        }
        return Of(linear: false, [.. blocks.Select(b => (b.Low, b.Full))], x, y, rng);
    }

    /// <summary>What a network with this score at low fidelity reaches at full.</summary>
    public double Apply(double low)
    {
        int right = 0;
        while (right < _knots.Length && _knots[right].Low < low)
            right++;
        if (_linear)
            right = 1;
        else if (right == 0 || right == _knots.Length)
            return _knots[Math.Min(right, _knots.Length - 1)].Full;
        var ((lowA, fullA), (lowB, fullB)) = (_knots[right - 1], _knots[right]);
        return fullA + (low - lowA) / (lowB - lowA) * (fullB - fullA);
    }

    /// <summary>The map on one line: equal lines, equal maps.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(_linear ? "a line" : "steps")} through {string.Join(" ", _knots.Select(Text))}");

    /// <summary>How the two fidelities compare, for a report.</summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture,
        $"low against full fidelity on {Rank.Count} networks: Kendall {Rank.Value:F2} ")
        + string.Create(CultureInfo.InvariantCulture,
            $"[{Rank.Low:F2}, {Rank.High:F2}], full is {100 * Bias:F1} points higher, ")
        + string.Create(CultureInfo.InvariantCulture, $"{100 * Error:F1} remain after the correction");

    private static string Text((double Low, double Full) knot) =>
        string.Create(CultureInfo.InvariantCulture, $"({knot.Low:R}, {knot.Full:R})");

    private static BiasCorrection Of(
        bool linear, ImmutableArray<(double, double)> knots, double[] low, double[] full, Rng rng)
    {
        double bias = low.Zip(full).Average(p => p.Second - p.First);
        var map = new BiasCorrection(linear, knots, bias, 0, default);
        double square = low.Zip(full).Average(p => Math.Pow(p.Second - map.Apply(p.First), 2));
        return new(linear, knots, bias, Math.Sqrt(square), RankCorrelation.Kendall(low, full, rng));
    }

    private static void Check(ReadOnlySpan<double> low, ReadOnlySpan<double> full)
    {
        if (low.Length < 3 || low.Length != full.Length)
        {
            throw new ArgumentException("A correction needs the scores of at least 3 networks at both "
                + $"fidelities, but has {low.Length} and {full.Length}.");
        }
    }
}
