using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Learning curves that were made up: of a known family, with noise. What an extrapolation is judged
/// on, because the truth is known.</summary>
public static class SimulatedCurves
{
    /// <summary>Parameters of a curve that rises visibly from its first epoch to the horizon.</summary>
    /// <param name="family">Which kind.</param>
    /// <param name="horizon">The epoch at which it ends; at least 4.</param>
    /// <param name="rng">What they are drawn from.</param>
    public static double[] Parameters(CurveFamily family, int horizon, Rng rng)
    {
        while (true)
        {
            double[] p = [.. family.Parameters.Select(q => q.Of(
                q.LowCoordinate + rng.NextDouble() * (q.HighCoordinate - q.LowCoordinate)))];
            double first = family.Value(1, p), early = family.Value(horizon / 4, p);
            double last = family.Value(horizon, p);
            if (first is > 0.05 and < 0.6 && last is > 0.5 and < 0.98 && last > first + 0.15
                && early >= first && last >= early)
                return p;
        }
    }

    /// <summary>A curve's first epochs.</summary>
    /// <param name="family">Which kind.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="epochs">How many.</param>
    /// <param name="noise">The standard deviation of each point's own error.</param>
    /// <param name="rng">What errors are drawn from.</param>
    public static CurvePoint[] Points(
        CurveFamily family, double[] parameters, int epochs, double noise, Rng rng) =>
    [
        .. Enumerable.Range(1, epochs).Select(
            epoch => new CurvePoint(epoch, family.Value(epoch, parameters) + noise * rng.NextNormal())),
    ];
}
