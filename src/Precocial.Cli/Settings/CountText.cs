using System.Globalization;

namespace Precocial.Cli;

/// <summary>A count as people write it: <c>200k</c>, <c>1.5M</c>, <c>2G</c>, <c>60000</c>.</summary>
internal static class CountText
{
    public static long Parse(string option, string text)
    {
        string number = text.Trim();
        double factor = number.Length == 0 ? 1 : char.ToLowerInvariant(number[^1]) switch
        {
            'k' => 1e3,
            'm' => 1e6,
            'g' => 1e9,
            _ => 1,
        };
        if (factor > 1)
            number = number[..^1];
        bool proper = double.TryParse(
            number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        double count = value * factor;
        return proper && count >= 1 && count <= 1e15 && count == Math.Floor(count)
            ? (long)count
            : throw new UsageException(
                $"{option} must be a whole number above 0 such as 60000, 200k or 1.5M, but is '{text}'.");
    }

    /// <summary>A count in at most four figures: 1.23 M, 45.6 k, 789.</summary>
    public static string Short(double count) => count switch
    {
        >= 1e9 => Figures(count / 1e9) + " G",
        >= 1e6 => Figures(count / 1e6) + " M",
        >= 1e4 => Figures(count / 1e3) + " k",
        _ => count.ToString("0", CultureInfo.InvariantCulture),
    };

    private static string Figures(double value) => value.ToString(
        value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
