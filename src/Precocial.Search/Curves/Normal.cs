namespace Precocial.Search;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>The probability above a number. Absolute error below 7.5e-8.</summary>
    /// <remarks>Source: Abramowitz and Stegun, 26.2.17.</remarks>
    public static double Above(double x)
    {
        double t = 1 / (1 + 0.2316419 * Math.Abs(x));
        double sum = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937
            + t * (-1.821255978 + t * 1.330274429))));
        double tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * sum;
        return x >= 0 ? tail : 1 - tail;
    }

    /// <summary>The number below which a probability lies; by bisection of <see cref="Above"/>.</summary>
    /// <param name="p">Above 0, below 1.</param>
    public static double Quantile(double p)
    {
        double low = -9, high = 9;
        for (int i = 0; i < 50; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = 1 - Above(middle) < p ? (middle, high) : (low, middle);
        }
        return low;
    }
}
