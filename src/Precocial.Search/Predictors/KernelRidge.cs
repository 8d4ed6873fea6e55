namespace Precocial.Search;

/// <summary>Kernel ridge regression with a Gaussian kernel: a smooth function through a few hundred points.</summary>
/// <remarks>
/// Features are standardized. f(x) = mean + Σ a_i·exp(−γ·|x − x_i|²/d), a = (K + λI)⁻¹(y − mean), d the number of
/// features; the matrix is factored by Cholesky's method, O(n³). <see cref="Fit"/> chooses γ and λ by the error over
/// five folds. Its nearest neighbour in the literature is support vector regression, which the authors of GHN-2 use.
/// Source: Saunders, Gammerman and Vovk, ICML 1998.
/// </remarks>
public sealed class KernelRidge
{
    private static readonly double[] s_widths = [0.1, 0.3, 1, 3], s_penalties = [0.01, 0.03, 0.1, 0.3, 1, 3];
    private const int Folds = 5;

    private readonly double[][] _points;
    private readonly double[] _weights, _mean, _scale;
    private readonly double _offset;

    private KernelRidge(IReadOnlyList<double[]> features, IReadOnlyList<double> targets, double width, double penalty)
    {
        (Width, Penalty, _offset) = (width, penalty, targets.Average());
        (_mean, _scale) = Moments(features);
        _points = [.. features.Select(Standardized)];
        _weights = Solve([.. targets.Select(y => y - _offset)]);
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
            throw new ArgumentException($"A regression needs at least {2 * Folds} rows and a target for each, but there "
                + $"are {features.Count} and {targets.Count}.");
        (double width, double penalty) = (from w in s_widths from p in s_penalties select (w, p))
            .MinBy(pair => Error(features, targets, pair.w, pair.p));
        return new(features, targets, width, penalty);
    }

    /// <summary>What is expected at a point.</summary>
    public double Predict(double[] features)
    {
        double[] x = Standardized(features);
        double sum = _offset;
        for (int i = 0; i < _points.Length; i++)
            sum += _weights[i] * Kernel(x, _points[i]);
        return sum;
    }

    // Row i is left out by fold i mod 5.
    private static double Error(
        IReadOnlyList<double[]> features, IReadOnlyList<double> targets, double width, double penalty)
    {
        double error = 0;
        for (int fold = 0; fold < Folds; fold++)
        {
            int[] kept = [.. Enumerable.Range(0, features.Count).Where(i => i % Folds != fold)];
            var fit = new KernelRidge(
                [.. kept.Select(i => features[i])], [.. kept.Select(i => targets[i])], width, penalty);
            for (int i = fold; i < features.Count; i += Folds)
                error += Math.Pow(fit.Predict(features[i]) - targets[i], 2);
        }
        return error;
    }

    private static (double[] Mean, double[] Scale) Moments(IReadOnlyList<double[]> rows)
    {
        double[] mean = new double[rows[0].Length], scale = new double[mean.Length];
        for (int k = 0; k < mean.Length; k++)
        {
            mean[k] = rows.Average(row => row[k]);
            double variance = rows.Average(row => Math.Pow(row[k] - mean[k], 2));
            scale[k] = variance > 1e-24 ? 1 / Math.Sqrt(variance) : 0;
        }
        return (mean, scale);
    }

    private double[] Standardized(double[] row)
    {
        var standardized = new double[_mean.Length];
        for (int k = 0; k < standardized.Length; k++)
            standardized[k] = (row[k] - _mean[k]) * _scale[k];
        return standardized;
    }

    private double Kernel(double[] a, double[] b)
    {
        double squares = 0;
        for (int k = 0; k < a.Length; k++)
            squares += (a[k] - b[k]) * (a[k] - b[k]);
        return Math.Exp(-Width * squares / a.Length);
    }

    // K + λI = L·Lᵀ, then two triangular systems; in place of y.
    private double[] Solve(double[] y)
    {
        int n = y.Length;
        var l = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = Kernel(_points[i], _points[j]) + (i == j ? Penalty : 0);
                for (int k = 0; k < j; k++)
                    sum -= l[i, k] * l[j, k];
                l[i, j] = i == j ? Math.Sqrt(sum) : sum / l[j, j];
            }
        }
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
                y[i] -= l[i, k] * y[k];
            y[i] /= l[i, i];
        }
        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
                y[i] -= l[k, i] * y[k];
            y[i] /= l[i, i];
        }
        return y;
    }
}
