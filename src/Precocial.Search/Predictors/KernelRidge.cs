using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Precocial.Search;

/// <summary>Kernel ridge regression with a Gaussian kernel: a smooth function through a few hundred
/// points.</summary>
/// <remarks>
/// Features are standardized. f(x) = mean + Σ a_i·exp(−γ·|x − x_i|²/d), a = (K + λI)⁻¹(y − mean), d the
/// number of features; the matrix is factored by Cholesky's method, O(n³). <see cref="Fit"/> chooses γ and λ
/// by the error over five folds. Its nearest neighbour in the literature is support vector regression, which
/// the authors of GHN-2 use. Source: Saunders, Gammerman and Vovk, ICML 1998.
/// </remarks>
public sealed class KernelRidge
{
    private static readonly double[] s_widths = [0.1, 0.3, 1, 3], s_penalties = [0.01, 0.03, 0.1, 0.3, 1, 3];
    private const int Folds = 5;

    private readonly double[][] _points;
    private readonly double[] _weights, _mean, _scale;
    private readonly double[,] _factor;
    private readonly double _offset, _variance;

    private KernelRidge(
        IReadOnlyList<double[]> features, IReadOnlyList<double> targets, double width, double penalty)
    {
        (Width, Penalty, _offset) = (width, penalty, targets.Average());
        (_mean, _scale) = Moments(features);
        _points = [.. features.Select(Standardized)];
        double[] centred = [.. targets.Select(y => y - _offset)];
        _factor = Factored(Kernels(_points, width), penalty);
        _weights = Solve(_factor, [.. centred]);
        _variance = Math.Max(centred.Zip(_weights, (y, a) => y * a).Sum() / centred.Length, 0);
    }

    /// <summary>γ: how fast likeness falls with distance.</summary>
    public double Width { get; }

    /// <summary>λ: how little single points are trusted.</summary>
    public double Penalty { get; }

    /// <summary>Fits with γ and λ that predict best what was left out.</summary>
    /// <param name="features">Rows of one length, at least 10.</param>
    /// <param name="targets">One for each row.</param>
    /// <exception cref="ArgumentException">Fewer than 10 rows, or not one target for each.</exception>
    public static KernelRidge Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> targets)
    {
        if (features.Count < 2 * Folds || features.Count != targets.Count)
            throw new ArgumentException(
                $"A regression needs at least {2 * Folds} rows and a target for each, but there are "
                + $"{features.Count} and {targets.Count}.");
        double[,] errors = Errors(features, targets);
        var best = (from w in Enumerable.Range(0, s_widths.Length)
                    from p in Enumerable.Range(0, s_penalties.Length)
                    select (Width: w, Penalty: p)).MinBy(pair => errors[pair.Width, pair.Penalty]);
        return new(features, targets, s_widths[best.Width], s_penalties[best.Penalty]);
    }

    /// <summary>What is expected at a point.</summary>
    public double Predict(double[] features) => Expected(Likeness(features));

    /// <summary>What is expected at a point and how uncertain the function itself is there: the posterior of
    /// a Gaussian process with this kernel, its scale the one that makes the targets most likely.</summary>
    public ScoreEstimate PredictWithSd(double[] features)
    {
        double[] k = Likeness(features);
        double mean = Expected(k), explained = 0;
        for (int i = 0; i < k.Length; i++)
        {
            k[i] = (k[i] - Dot(_factor, i, k, i)) / _factor[i, i];
            explained += k[i] * k[i];
        }
        return new(mean, Math.Sqrt(_variance * Math.Max(1 - explained, 0)));
    }

    private double Expected(double[] likeness)
    {
        double sum = _offset;
        for (int i = 0; i < likeness.Length; i++)
            sum += _weights[i] * likeness[i];
        return sum;
    }

    private double[] Likeness(double[] features)
    {
        double[] x = Standardized(features);
        return Array.ConvertAll(_points, point => Math.Exp(-Width * Squares(x, point) / x.Length));
    }

    // The summed squared error for each γ and λ of what is left out; row i is left out by fold i mod 5.
    private static double[,] Errors(IReadOnlyList<double[]> features, IReadOnlyList<double> targets)
    {
        var errors = new double[s_widths.Length, s_penalties.Length];
        for (int fold = 0; fold < Folds; fold++)
        {
            int[] kept = [.. Enumerable.Range(0, features.Count).Where(i => i % Folds != fold)];
            int[] left = [.. Enumerable.Range(0, features.Count).Where(i => i % Folds == fold)];
            AddErrors(errors, [.. kept.Select(i => features[i])], [.. kept.Select(i => targets[i])],
                [.. left.Select(i => features[i])], [.. left.Select(i => targets[i])]);
        }
        return errors;
    }

    private static void AddErrors(
        double[,] errors, double[][] features, double[] targets, double[][] left, double[] truth)
    {
        var (mean, scale) = Moments(features);
        double[][] points = [.. features.Select(row => Standardized(row, mean, scale))];
        double[][] others = [.. left.Select(row => Standardized(row, mean, scale))];
        double offset = targets.Average();
        for (int w = 0; w < s_widths.Length; w++)
        {
            double[,] kernels = Kernels(points, s_widths[w]);
            double[][] likeness = [.. others.Select(x => Array.ConvertAll(
                points, point => Math.Exp(-s_widths[w] * Squares(x, point) / x.Length)))];
            for (int p = 0; p < s_penalties.Length; p++)
            {
                double[,] factor = Factored(kernels, s_penalties[p]);
                double[] weights = Solve(factor, [.. targets.Select(y => y - offset)]);
                for (int i = 0; i < left.Length; i++)
                {
                    double y = offset;
                    for (int k = 0; k < weights.Length; k++)
                        y += weights[k] * likeness[i][k];
                    errors[w, p] += (y - truth[i]) * (y - truth[i]);
                }
            }
        }
    }

    private static (double[] Mean, double[] Scale) Moments(IReadOnlyList<double[]> rows)
    {
        double[] mean = new double[rows[0].Length], scale = new double[mean.Length];
        for (int k = 0; k < mean.Length; k++)
        {
            double sum = 0, squares = 0;
            foreach (double[] row in rows)
                sum += row[k];
            mean[k] = sum / rows.Count;
            foreach (double[] row in rows)
                squares += (row[k] - mean[k]) * (row[k] - mean[k]);
            scale[k] = squares / rows.Count > 1e-24 ? 1 / Math.Sqrt(squares / rows.Count) : 0;
        }
        return (mean, scale);
    }

    private double[] Standardized(double[] row) => Standardized(row, _mean, _scale);

    private static double[] Standardized(double[] row, double[] mean, double[] scale)
    {
        var standardized = new double[mean.Length];
        for (int k = 0; k < standardized.Length; k++)
            standardized[k] = (row[k] - mean[k]) * scale[k];
        return standardized;
    }

    private static double Squares(double[] a, double[] b)
    {
        double squares = 0;
        for (int k = 0; k < a.Length; k++)
            squares += (a[k] - b[k]) * (a[k] - b[k]);
        return squares;
    }

    // The lower triangle.
    private static double[,] Kernels(double[][] points, double width)
    {
        var kernels = new double[points.Length, points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            for (int j = 0; j <= i; j++)
                kernels[i, j] = Math.Exp(-width * Squares(points[i], points[j]) / points[i].Length);
        }
        return kernels;
    }

    // K + λI = L·Lᵀ.
    private static double[,] Factored(double[,] kernels, double penalty)
    {
        int n = kernels.GetLength(0);
        var l = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
                l[i, j] = (kernels[i, j] - Dot(Row(l, i, j), Row(l, j, j))) / l[j, j];
            l[i, i] = Math.Sqrt(kernels[i, i] + penalty - Dot(Row(l, i, i), Row(l, i, i)));
        }
        return l;
    }

    // Two triangular systems; in place of y.
    private static double[] Solve(double[,] l, double[] y)
    {
        int n = y.Length;
        for (int i = 0; i < n; i++)
            y[i] = (y[i] - Dot(l, i, y, i)) / l[i, i];
        for (int i = n - 1; i >= 0; i--)
        {
            y[i] /= l[i, i];
            for (int k = 0; k < i; k++)
                y[k] -= l[i, k] * y[i];
        }
        return y;
    }

    private static double Dot(double[,] l, int row, double[] y, int count) =>
        Dot(Row(l, row, count), y.AsSpan(0, count));

    private static ReadOnlySpan<double> Row(double[,] l, int row, int count) =>
        MemoryMarshal.CreateReadOnlySpan(ref l[row, 0], count);

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sums = Vector256<double>.Zero;
        int k = 0;
        for (; k + 4 <= a.Length; k += 4)
            sums += Vector256.Create(a[k..]) * Vector256.Create(b[k..]);
        double sum = Vector256.Sum(sums);
        for (; k < a.Length; k++)
            sum += a[k] * b[k];
        return sum;
    }
}
