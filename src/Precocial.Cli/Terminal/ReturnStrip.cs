namespace Precocial.Cli;

/// <summary>Numbers as a strip of blocks: the lowest is the smallest block, the highest the
/// tallest.</summary>
internal static class ReturnStrip
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    public static string Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            return "";
        double low = values.Min(), high = values.Max();
        return string.Concat(values.Select(value => !double.IsFinite(value) ? '?'
            : Blocks[high > low ? (int)Math.Round((Blocks.Length - 1) * (value - low) / (high - low)) : 0]));
    }
}
