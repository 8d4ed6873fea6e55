using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>One family on one curve: the best fit, and draws from what else would do.</summary>
/// <remarks>Coordinates: the parameters (the logarithm of those that are scales), then the logarithm of the
/// noise's standard deviation. Prior: uniform in the box; the curve rises from its first to its last point to
/// the horizon, where it is in 0..1.</remarks>
internal sealed class CurvePosterior
{
    // Of so many random points the best are where the fits begin.
    private const int Draws = 60, Starts = 4;
    private const double MostNoise = 0.3;

    private readonly CurveFamily _family;
    private readonly double[] _x, _y, _weights, _low, _high, _best;
    private readonly double _horizon, _leastNoise;

    public CurvePosterior(
        CurveFamily family, double[] x, double[] y, double[] weights, double horizon, double leastNoise,
        Rng rng)
    {
        (_family, _x, _y, _weights) = (family, x, y, weights);
        (_horizon, _leastNoise) = (horizon, leastNoise);
        _low = [.. family.Parameters.Select(p => p.LowCoordinate)];
        _high = [.. family.Parameters.Select(p => p.HighCoordinate)];
        (_best, double squares) = Fit(rng);
        // Bayesian information criterion; the noise's variance is the mean square, at least the least noise.
        double variance = squares / x.Length + leastNoise * leastNoise;
        Criterion = x.Length * Math.Log(variance) + family.Parameters.Length * Math.Log(x.Length);
        Noise = Math.Sqrt(variance);
    }

    public string Name => _family.Name;

    public double Criterion { get; }

    public double Noise { get; }

    /// <summary>Draws of (score at the horizon, noise).</summary>
    public List<(double Score, double Noise)> Sample(int walkers, int steps, Rng rng)
    {
        var sampler = new StretchMove(LogDensity, Around(walkers, rng));
        var draws = new List<(double, double)>();
        for (int step = 0; step < steps; step++)
        {
            sampler.Step(rng);
            // Neighbouring steps are alike.
            if (step >= steps / 2 && step % 4 == 0)
                draws.AddRange(sampler.Walkers.Select(u => (Value(_horizon, u), Math.Exp(u[^1]))));
        }
        return draws;
    }

    private (double[] Best, double Squares) Fit(Rng rng)
    {
        void Residuals(double[] u, double[] into)
        {
            Span<double> p = stackalloc double[_low.Length];
            Parameters(u, p);
            for (int i = 0; i < into.Length; i++)
                into[i] = Math.Sqrt(_weights[i]) * (_family.Value(_x[i], p) - _y[i]);
        }
        var solver = new LevenbergMarquardt(_x.Length, Residuals, _low, _high);
        var residual = new double[_x.Length];
        double Squares(double[] u)
        {
            Residuals(u, residual);
            return residual.Sum(r => r * r);
        }
        return Enumerable.Range(0, Draws).Select(_ => Uniform(rng)).OrderBy(Squares).Take(Starts)
            .Select(u => (u, solver.Minimise(u))).MinBy(fit => fit.Item2);
    }

    private double[] Uniform(Rng rng)
    {
        var u = new double[_low.Length];
        for (int k = 0; k < u.Length; k++)
            u[k] = _low[k] + rng.NextDouble() * (_high[k] - _low[k]);
        return u;
    }

    // Walkers begin near the best fit, where the prior allows; if it allows nowhere near, anywhere.
    private double[][] Around(int walkers, Rng rng)
    {
        const int Attempts = 50;
        double logNoise = Math.Log(Math.Clamp(Noise, _leastNoise, MostNoise));
        var starts = new double[walkers][];
        for (int i = 0; i < walkers; i++)
        {
            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                double spread = attempt < Attempts / 2 ? 0.02 : 0.3;
                starts[i] = [.. _best.Select((u, k) => Math.Clamp(
                    u + spread * (_high[k] - _low[k]) * rng.NextNormal(), _low[k], _high[k])),
                    logNoise + 0.1 * rng.NextNormal()];
                if (LogDensity(starts[i]) > double.NegativeInfinity)
                    break;
            }
        }
        return starts;
    }

    private double LogDensity(double[] u)
    {
        double noise = Math.Exp(u[^1]);
        if (noise < _leastNoise || noise > MostNoise)
            return double.NegativeInfinity;
        for (int k = 0; k < _low.Length; k++)
        {
            if (u[k] < _low[k] || u[k] > _high[k])
                return double.NegativeInfinity;
        }
        Span<double> p = stackalloc double[_low.Length];
        Parameters(u, p);
        double end = _family.Value(_horizon, p);
        if (!(end is >= 0 and <= 1 && _family.Value(_x[0], p) <= _family.Value(_x[^1], p)
            && _family.Value(_x[^1], p) <= end))
            return double.NegativeInfinity;
        double sum = 0;
        for (int i = 0; i < _x.Length; i++)
        {
            double r = (_family.Value(_x[i], p) - _y[i]) / noise;
            sum -= _weights[i] * (r * r / 2 + u[^1]);
        }
        return double.IsNaN(sum) ? double.NegativeInfinity : sum;
    }

    private double Value(double x, double[] u)
    {
        Span<double> p = stackalloc double[_low.Length];
        Parameters(u, p);
        return _family.Value(x, p);
    }

    private void Parameters(double[] u, Span<double> p)
    {
        for (int k = 0; k < p.Length; k++)
            p[k] = _family.Parameters[k].Of(u[k]);
    }
}
