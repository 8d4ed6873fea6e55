using System.Diagnostics;

namespace Precocial.Search;

/// <summary>ν-support vector regression with a Gaussian kernel: a tube around a smooth function, as wide as
/// lets a share of at most ν of the points lie outside.</summary>
/// <remarks>
/// Dual: minimise ½(α−α*)ᵀK(α−α*) − yᵀ(α−α*) subject to Σ(α−α*) = 0, Σ(α+α*) = C·ν·n, 0 ≤ α, α* ≤ C, by
/// sequential minimal optimisation: the pair of one sign that promises most is solved exactly, until no pair
/// breaks its condition by more than a tolerance. C is for one point, as in LIBSVM. Sources: Schölkopf,
/// Smola, Williamson and Bartlett, "New support vector algorithms", 2000; Chang and Lin, "Training ν-support
/// vector regression", 2002; pairs by second order: Fan, Chen and Lin, 2005. Its nearest neighbour:
/// <see cref="KernelRidge"/>, where every point counts. Features and targets are taken as they are.
/// </remarks>
public sealed class SupportVectorRegression
{
    private const double Tolerance = 1e-3, Tiny = 1e-12;
    private const int MostSteps = 100_000;

    private readonly double[][] _points;
    private readonly double[] _weights;
    private readonly double _offset, _gamma;

    private SupportVectorRegression(
        double[][] points, double[] weights, double offset, double gamma, double tube) =>
        (_points, _weights, _offset, _gamma, Tube) = (points, weights, offset, gamma, tube);

    /// <summary>ε: half the width of the tube, found by the fit.</summary>
    public double Tube { get; }

    /// <summary>How many points carry the function.</summary>
    public int SupportVectors => _points.Length;

    /// <summary>Fits.</summary>
    /// <param name="features">Rows of one length, at least 1.</param>
    /// <param name="targets">One for each row.</param>
    /// <param name="settings">C, ν and γ.</param>
    public static SupportVectorRegression Fit(
        IReadOnlyList<double[]> features, IReadOnlyList<double> targets, SupportVectorSettings settings)
    {
        settings.Check();
        var kernels = Kernels(features, settings.Gamma);
        var problem = new Dual(kernels, targets, settings);
        problem.Solve();
        var (offset, tube) = problem.OffsetAndTube();
        int n = features.Count;
        int[] support = [.. Enumerable.Range(0, n).Where(i => problem.Weight(i) != 0)];
        return new([.. support.Select(i => features[i])], [.. support.Select(problem.Weight)], offset,
            settings.Gamma, tube);
    }

    /// <summary>What is expected at a point.</summary>
    public double Predict(double[] features)
    {
        double sum = _offset;
        for (int i = 0; i < _points.Length; i++)
            sum += _weights[i] * Kernel(features, _points[i], _gamma);
        return sum;
    }

    private static double Kernel(double[] a, double[] b, double gamma)
    {
        double squares = 0;
        for (int k = 0; k < a.Length; k++)
            squares += (a[k] - b[k]) * (a[k] - b[k]);
        return Math.Exp(-gamma * squares);
    }

    private static double[][] Kernels(IReadOnlyList<double[]> rows, double gamma)
    {
        var kernels = new double[rows.Count][];
        for (int i = 0; i < kernels.Length; i++)
        {
            kernels[i] = new double[kernels.Length];
            for (int j = 0; j <= i; j++)
                kernels[i][j] = kernels[j][i] = Kernel(rows[i], rows[j], gamma);
        }
        return kernels;
    }

    // Variables 0..n−1 are α, n..2n−1 are α*; the kernel between two is ± that of their points.
    private sealed class Dual
    {
        private readonly double[][] _kernels;
        private readonly double[] _alpha, _gradient;
        private readonly double _cost;
        private readonly int _n;

        public Dual(double[][] kernels, IReadOnlyList<double> targets, SupportVectorSettings settings)
        {
            (_kernels, _n, _cost) = (kernels, kernels.Length, settings.Cost);
            (_alpha, _gradient) = (new double[2 * _n], new double[2 * _n]);
            double left = _cost * settings.Nu * _n / 2;
            for (int i = 0; i < _n; i++)
            {
                _alpha[i] = _alpha[i + _n] = Math.Min(left, _cost);
                left -= _alpha[i];
                // α = α* at the start, so that the quadratic part is flat.
                (_gradient[i], _gradient[i + _n]) = (-targets[i], targets[i]);
            }
        }

        public double Weight(int point) => _alpha[point] - _alpha[point + _n];

        public void Solve()
        {
            for (int step = 0; step < MostSteps && Pair() is var (i, j) && i >= 0; step++)
                Move(i, j);
        }

        // r of each sign from its free variables: f = (r₂ − r₁)/2 is the offset, ε = −(r₁ + r₂)/2 the tube.
        public (double Offset, double Tube) OffsetAndTube()
        {
            double r1 = Multiplier(0), r2 = Multiplier(_n);
            return ((r2 - r1) / 2, -(r1 + r2) / 2);
        }

        private double Multiplier(int start)
        {
            double low = double.NegativeInfinity, high = double.PositiveInfinity, sum = 0;
            int free = 0;
            for (int t = start; t < start + _n; t++)
            {
                if (_alpha[t] <= 0)
                    high = Math.Min(high, _gradient[t]);
                else if (_alpha[t] >= _cost)
                    low = Math.Max(low, _gradient[t]);
                else
                    (free, sum) = (free + 1, sum + _gradient[t]);
            }
            return free > 0 ? sum / free
                : double.IsInfinity(low) ? high : double.IsInfinity(high) ? low : (low + high) / 2;
        }

        // The pair (one grows, one shrinks) of one sign that lowers the objective most; −1 when none breaks
        // its condition.
        private (int Grows, int Shrinks) Pair()
        {
            var (best, gain, violation) = ((-1, -1), 0.0, 0.0);
            for (int start = 0; start <= _n; start += _n)
            {
                int grows = -1;
                for (int t = start; t < start + _n; t++)
                {
                    if (_alpha[t] < _cost && (grows < 0 || _gradient[t] < _gradient[grows]))
                        grows = t;
                }
                for (int t = start; grows >= 0 && t < start + _n; t++)
                {
                    double slope = _gradient[t] - _gradient[grows];
                    if (_alpha[t] <= 0 || slope <= 0)
                        continue;
                    violation = Math.Max(violation, slope);
                    if (slope * slope / Curvature(grows, t) > gain)
                        (gain, best) = (slope * slope / Curvature(grows, t), (grows, t));
                }
            }
            return violation > Tolerance ? best : (-1, -1);
        }

        // The diagonal of a Gaussian kernel is 1.
        private double Curvature(int i, int j) => Math.Max(2 - 2 * _kernels[i % _n][j % _n], Tiny);

        private void Move(int grows, int shrinks)
        {
            Debug.Assert(grows / _n == shrinks / _n, "a pair has one sign, which keeps both sums");
            double step = (_gradient[shrinks] - _gradient[grows]) / Curvature(grows, shrinks);
            step = Math.Min(step, Math.Min(_cost - _alpha[grows], _alpha[shrinks]));
            _alpha[grows] = step == _cost - _alpha[grows] ? _cost : _alpha[grows] + step;
            _alpha[shrinks] = step == _alpha[shrinks] ? 0 : _alpha[shrinks] - step;
            double[] a = _kernels[grows % _n], b = _kernels[shrinks % _n];
            double sign = grows < _n ? step : -step;
            for (int t = 0; t < _n; t++)
            {
                double change = sign * (a[t] - b[t]);
                _gradient[t] += change;
                _gradient[t + _n] -= change;
            }
        }
    }
}

/// <summary>The settings of a <see cref="SupportVectorRegression"/>.</summary>
/// <param name="Cost">C: how much one point may pull; above 0.</param>
/// <param name="Nu">ν: at most this share of the points lies outside the tube, at least this share carries
/// the function; above 0 to 1.</param>
/// <param name="Gamma">γ of the kernel exp(−γ·|x − x'|²); above 0.</param>
public readonly record struct SupportVectorSettings(double Cost, double Nu, double Gamma)
{
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Cost);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Nu);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Nu, 1.0);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Gamma);
    }
}
