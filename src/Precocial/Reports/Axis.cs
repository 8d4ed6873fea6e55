using System.Globalization;

namespace Precocial;

/// <summary>A scale from values to 0..1, with its ticks.</summary>
/// <param name="Title">What it shows, with the unit.</param>
/// <param name="Ticks">Where labels stand, ascending; the first and last are the ends of the scale.</param>
/// <param name="Format">A tick's label.</param>
/// <param name="Logarithmic">Whether equal ratios have equal lengths.</param>
internal sealed record Axis(string Title, IReadOnlyList<double> Ticks, Func<double, string> Format,
    bool Logarithmic)
{
    private const int MostTicks = 6;

    public double Fraction(double value)
    {
        double low = Scale(Ticks[0]), high = Scale(Ticks[^1]);
        return high > low ? Math.Clamp((Scale(value) - low) / (high - low), 0, 1) : 0.5;
    }

    /// <summary>Even steps of 1, 2 or 5 times a power of ten around the values.</summary>
    public static Axis Linear(string title, double low, double high, Func<double, string> format)
    {
        if (!(high > low))
            (low, high) = (low - 0.5, low + 0.5);
        double step = NiceStep((high - low) / (MostTicks - 1));
        var ticks = new List<double>();
        for (double k = Math.Floor(low / step + 1e-9); ticks.Count == 0
            || ticks[^1] < high - step * 1e-6; k++)
            ticks.Add(k * step);
        return new Axis(title, ticks, format, Logarithmic: false);
    }

    /// <summary>1, 2 and 5 times the powers of ten around the values, which must be above 0.</summary>
    public static Axis Logarithm(string title, double low, double high)
    {
        double[] all = [.. Enumerable.Range(0, 16).SelectMany(e => (double[])
            [Math.Pow(10, e), 2 * Math.Pow(10, e), 5 * Math.Pow(10, e)])];
        int first = Math.Max(0, Array.FindLastIndex(all, tick => tick <= low));
        int last = Math.Max(first + 1, Array.FindIndex(all, tick => tick >= high));
        return new Axis(title, all[first..(last + 1)], Numbers.Short, Logarithmic: true);
    }

    public static string Percent(double value) =>
        (100 * value).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private double Scale(double value) => Logarithmic ? Math.Log10(Math.Max(value, 1)) : value;

    private static double NiceStep(double rough)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double digit = rough / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}
