using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Draws from a density known up to a factor, by walkers that move along lines through each
/// other: no step size to tune, whatever the scales.</summary>
/// <remarks>
/// Walker x moves to y = x' + z·(x − x') with another walker x' of the other half, z of density ∝ 1/√z in
/// 1/a..a, accepted with probability min(1, z^(d−1)·p(y)/p(x)); a = 2. Source: Goodman and Weare, "Ensemble
/// samplers with affine invariance", 2010; halves in turn: Foreman-Mackey et al., "emcee", 2013.
/// </remarks>
internal sealed class StretchMove
{
    private const double A = 2;

    private readonly Func<double[], double> _logDensity;
    private readonly double[] _density;

    /// <summary>Walkers at their starting points, at least 4 and even; each should have a density.</summary>
    public StretchMove(Func<double[], double> logDensity, double[][] walkers)
    {
        (_logDensity, Walkers) = (logDensity, walkers);
        _density = Array.ConvertAll(walkers, walker => logDensity(walker));
    }

    /// <summary>Where the walkers are.</summary>
    public double[][] Walkers { get; }

    /// <summary>Every walker tries one move.</summary>
    public void Step(Rng rng)
    {
        int half = Walkers.Length / 2;
        for (int i = 0; i < Walkers.Length; i++)
        {
            double[] x = Walkers[i], other = Walkers[(i < half ? half : 0) + rng.Next(half)];
            double root = 1 / Math.Sqrt(A) + rng.NextDouble() * (Math.Sqrt(A) - 1 / Math.Sqrt(A));
            double z = root * root;
            var y = new double[x.Length];
            for (int k = 0; k < y.Length; k++)
                y[k] = other[k] + z * (x[k] - other[k]);
            double density = _logDensity(y);
            if (Math.Log(1 - rng.NextDouble()) < (x.Length - 1) * Math.Log(z) + density - _density[i])
                (Walkers[i], _density[i]) = (y, density);
        }
    }
}
