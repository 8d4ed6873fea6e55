namespace Precocial.Tensors.Tests.Kernels;

/// <summary>The standard normal distribution in double precision, for references.</summary>
internal static class NormalDistribution
{
    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>Φ(x): the power series near 0, the continued fraction of the tail further out.</summary>
    public static double Cdf(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (x > 0)
            return 1 - Cdf(-x);
        return x < -3 ? Tail(-x) : 0.5 - Series(-x);
    }

    // Φ(x) − ½ = φ(x)·(x + x³/3 + x⁵/(3·5) + …).
    private static double Series(double x)
    {
        double term = x, sum = x;
        for (int n = 3; Math.Abs(term) > 1e-18 * sum; n += 2)
            sum += term *= x * x / n;
        return sum * Density(x);
    }

    // φ(x)/(x + 1/(x + 2/(x + 3/(x + …)))).
    private static double Tail(double x)
    {
        double fraction = x;
        for (int n = 200; n > 0; n--)
            fraction = x + n / fraction;
        return Density(x) / fraction;
    }
}
