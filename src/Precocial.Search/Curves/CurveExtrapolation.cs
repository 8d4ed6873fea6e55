using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Where a learning curve will end: what eleven kinds of curves through its first points say, each
/// weighed by how well it explains them.</summary>
/// <remarks>
/// Source: Domhan, Springenberg and Hutter, IJCAI 2015, §3.
/// <list type="number">
/// <item>Each family with no more parameters than there are points is fitted by least squares, from several
/// starts (<see cref="LevenbergMarquardt"/>).</item>
/// <item>Its weight: exp(−½·BIC), the best fit's information criterion.</item>
/// <item>Its parameters and its noise are sampled from their posterior (<see cref="StretchMove"/>), with the
/// paper's prior: rising, and the end in 0..1.</item>
/// </list>
/// Departure: the paper samples the parameters of all families and the weights of their sum at once, some 40
/// numbers, and needs 100 walkers with 2,500 steps; a mixture of families takes milliseconds, and a family
/// that explains nothing is not sampled at all.
/// </remarks>
public sealed class CurveExtrapolation : ICurveForecast
{
    // A family with less weight is not worth its sampling.
    private const double LeastWeight = 0.01;
    private const int Total = 400;

    private readonly (double Score, double Noise)[] _draws;

    private CurveExtrapolation((double Score, double Noise)[] draws, ImmutableArray<FamilyWeight> weights)
    {
        (_draws, Weights) = (draws, weights);
        Mean = draws.Average(draw => draw.Score);
        Sd = Math.Sqrt(draws.Average(draw => Math.Pow(draw.Score - Mean, 2)));
    }

    /// <summary>How much each family that was fitted says.</summary>
    public ImmutableArray<FamilyWeight> Weights { get; }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double Sd { get; }

    /// <summary>The fewest points that any family can be fitted to.</summary>
    public const int FewestPoints = 4;

    /// <summary>Extrapolates.</summary>
    /// <param name="points">The curve so far, epochs rising; at least <see cref="FewestPoints"/>.</param>
    /// <param name="horizon">The epoch that is asked about, after the last point.</param>
    /// <param name="rng">For starts and samples.</param>
    /// <param name="settings">How.</param>
    /// <exception cref="ArgumentException">Too few points, or a horizon before the last.</exception>
    public static CurveExtrapolation Fit(
        IReadOnlyList<CurvePoint> points, int horizon, Rng rng, ExtrapolationSettings? settings = null)
    {
        settings ??= new();
        if (points.Count < FewestPoints || horizon <= points[^1].Epoch)
        {
            throw new ArgumentException(
                $"A curve needs at least {FewestPoints} points before the epoch that is asked about, but there "
                + $"are {points.Count} until {(points.Count > 0 ? points[^1].Epoch : 0)} and it is {horizon}.");
        }
        int cut = settings.CutsPlateau ? Plateau(points) : 0;
        // A curve that is cut begins with epoch 1 again.
        int shift = cut == 0 ? 0 : points[cut].Epoch - 1;
        double[] x = [.. points.Skip(cut).Select(point => (double)point.Epoch - shift)];
        double[] y = [.. points.Skip(cut).Select(point => point.Score)];
        double[] weights = settings.WeighsRecent ? Recent(x.Length) : [.. x.Select(_ => 1.0)];
        CurvePosterior[] fits =
        [
            .. settings.Families.Where(family => family.Parameters.Length <= x.Length)
                .Select(family => new CurvePosterior(
                    family, x, y, weights, horizon - shift, settings.LeastNoise, rng.Split(family.Name))),
        ];
        return Mixture(fits, settings, rng);
    }

    /// <summary>The score below which the end is with a probability.</summary>
    /// <param name="p">0 to 1.</param>
    public double Quantile(double p) =>
        _draws[(int)Math.Clamp(p * _draws.Length, 0, _draws.Length - 1)].Score;

    /// <inheritdoc/>
    public double ProbabilityAbove(double score) =>
        _draws.Average(draw => Normal.Above((score - draw.Score) / draw.Noise));

    private static CurveExtrapolation Mixture(CurvePosterior[] fits, ExtrapolationSettings settings, Rng rng)
    {
        double least = fits.Min(fit => fit.Criterion);
        double[] weights = [.. fits.Select(fit => Math.Exp((least - fit.Criterion) / 2))];
        double sum = weights.Sum();
        var draws = new List<(double Score, double Noise)>();
        for (int i = 0; i < fits.Length; i++)
        {
            weights[i] /= sum;
            if (weights[i] < LeastWeight)
                continue;
            var stream = rng.Split(fits[i].Name).Split("posterior");
            var sampled = fits[i].Sample(settings.Walkers, settings.Steps, stream);
            int count = (int)Math.Round(weights[i] * Total);
            for (int k = 0; k < count; k++)
                draws.Add(sampled[stream.Next(sampled.Count)]);
        }
        draws.Sort();
        return new([.. draws], [.. fits.Select((fit, i) => new FamilyWeight(fit.Name, weights[i]))]);
    }

    // Rises tenfold from the first point to the last; scaled so that the sum is the number of points.
    private static double[] Recent(int count)
    {
        double[] weights = [.. Enumerable.Range(0, count).Select(i => Math.Pow(10, (double)i / count))];
        double scale = count / weights.Sum();
        return [.. weights.Select(weight => weight * scale)];
    }

    // How many points come before the score begins to rise; none when it never does. Within the first five
    // points that rise, those that did not yet belong to the plateau.
    private static int Plateau(IReadOnlyList<CurvePoint> points)
    {
        const double Rise = 0.05;
        const int LookAhead = 5;
        for (int i = 0; i + LookAhead < points.Count; i++)
        {
            if (points[i + LookAhead].Score - points[i].Score < Rise)
                continue;
            int last = i;
            while (points[last + 1].Score - points[i].Score < Rise)
                last++;
            return Math.Min(last, points.Count - FewestPoints);
        }
        return 0;
    }
}

/// <summary>A family's part in an extrapolation.</summary>
/// <param name="Family">Its name.</param>
/// <param name="Weight">0 to 1; all sum to 1.</param>
public readonly record struct FamilyWeight(string Family, double Weight);
