using System.Globalization;

namespace Precocial.Cli;

/// <summary>Weights and ranges as people write them: <c>0.78</c>, <c>-2:2:0.5</c>, <c>0..99</c>.</summary>
internal static class WeightText
{
    private const int MostWeights = 10_001;

    /// <summary>One number.</summary>
    public static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value)
            ? value
            : throw new UsageException($"{option} must be a number such as 0.78, but is '{text}'.");

    /// <summary>From A to B in steps: A:B:STEP. Ends included.</summary>
    public static IReadOnlyList<double> Sweep(string option, string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length == 3)
        {
            double[] numbers = [.. parts.Select(part => Number(option, part))];
            double steps = (numbers[1] - numbers[0]) / numbers[2];
            if (numbers[2] > 0 && steps is >= 0 and < MostWeights)
            {
                // The rounding keeps −0.3 from being −0.30000000000000004.
                return [.. Enumerable.Range(0, (int)Math.Floor(steps + 1e-9) + 1)
                    .Select(i => Math.Round(numbers[0] + i * numbers[2], 10))];
            }
        }
        throw new UsageException($"{option} must be A:B:STEP with A at most B and a step above 0, such as "
            + $"-2:2:0.5, with at most {MostWeights} weights, but is '{text}'.");
    }

    /// <summary>Whole numbers from A to B: A..B.</summary>
    public static (int First, int Count) Range(string option, string text)
    {
        string[] parts = text.Split("..");
        bool proper = int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first);
        int last = first;
        if (parts.Length == 2)
            proper &= int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out last);
        return proper && parts.Length <= 2 && last >= first && last - first < 1_000_000
            ? (first, last - first + 1)
            : throw new UsageException($"{option} must be seeds such as 0..99, at most a million, but is '{text}'.");
    }

    /// <summary>Numbers separated by commas.</summary>
    public static double[] List(string option, string text) =>
        [.. text.Split(',').Select(part => Number(option, part.Trim()))];
}
