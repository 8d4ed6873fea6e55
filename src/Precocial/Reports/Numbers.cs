using System.Globalization;

namespace Precocial;

/// <summary>Numbers as the tables of a report show them.</summary>
internal static class Numbers
{
    /// <summary>An accuracy in percent with two decimals: 98.61 %.</summary>
    public static string Percent(double share) =>
        (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary>An interval in percent: 96.8 to 99.4 %.</summary>
    public static string Interval(AccuracyEstimate estimate) => string.Create(
        CultureInfo.InvariantCulture, $"{100 * estimate.Low:0.0} to {100 * estimate.High:0.0} %");

    /// <summary>A count with thousands apart: 12,345.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count in three figures: 1.23 M, 45.6 k, 789.</summary>
    public static string Short(double count) => count switch
    {
        >= 1e9 => Figures(count / 1e9) + " G",
        >= 1e6 => Figures(count / 1e6) + " M",
        >= 1e3 => Figures(count / 1e3) + " k",
        _ => count.ToString("0", CultureInfo.InvariantCulture),
    };

    /// <summary>A time: 8.1 µs, 0.32 ms, 12 s, 3 min 20 s.</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 1e-3 => Figures(time.TotalMicroseconds) + " µs",
        < 1 => Figures(time.TotalMilliseconds) + " ms",
        < 60 => Figures(time.TotalSeconds) + " s",
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
    };

    private static string Figures(double value) =>
        value.ToString(value >= 100 ? "0" : value >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture);
}
