using Precocial.Tensors;

namespace Precocial.Search.Tests;

/// <summary>Learning curves that were made up: of a known family, with noise.</summary>
internal static class SimulatedCurves
{
    /// <summary>The true parameters of a curve that rises visibly from its first epoch to the
    /// horizon.</summary>
    public static double[] Parameters(CurveFamily family, int horizon, Rng rng)
    {
        while (true)
        {
            double[] p = [.. family.Parameters.Select(q => q.Of(
                q.LowCoordinate + rng.NextDouble() * (q.HighCoordinate - q.LowCoordinate)))];
            double first = family.Value(1, p), early = family.Value(horizon / 4, p), last = family.Value(horizon, p);
            if (first is > 0.05 and < 0.6 && last is > 0.5 and < 0.98 && last > first + 0.15
                && early >= first && last >= early)
                return p;
        }
    }

    /// <summary>The curve's first epochs, with noise.</summary>
    public static CurvePoint[] Points(CurveFamily family, double[] p, int epochs, double noise, Rng rng) =>
    [
        .. Enumerable.Range(1, epochs).Select(
            epoch => new CurvePoint(epoch, family.Value(epoch, p) + noise * rng.NextNormal())),
    ];
}
