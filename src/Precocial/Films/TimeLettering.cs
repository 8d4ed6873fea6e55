using System.Collections.Immutable;
using System.Globalization;
using Precocial.Tasks;

namespace Precocial;

/// <summary>Writes times such as "7.5 s" with lines: there are no fonts here.</summary>
internal static class TimeLettering
{
    // Corners of one line in a box 4 wide and 8 high, from the lower left; "|" starts another line. For each
    // letter of Letters one word.
    private const string Letters = "0123456789.s";
    private static readonly string[] s_lines =
    [
        "10 30 42 46 38 18 06 02 10 30", "06 28 20|10 30", "06 07 18 38 47 45 00 40",
        "07 18 38 47 45 34 14|34 43 41 30 10 01", "42 02 38 30", "48 08 04 15 35 44 41 30 10 01",
        "37 28 18 06 02 10 30 41 43 34 14 03", "08 48 10", "14 05 07 18 38 47 45 34 14 03 01 10 30 41 43 34",
        "11 20 30 42 46 38 18 07 05 14 34 45", "00", "44 35 15 04 13 33 42 41 30 10 01",
    ];

    /// <summary>The strokes of a time.</summary>
    /// <param name="seconds">The time.</param>
    /// <param name="decimals">1 for tenths, 2 for hundredths.</param>
    /// <param name="x">The left edge.</param>
    /// <param name="y">The line that the letters stand on.</param>
    /// <param name="height">The height of a digit.</param>
    /// <param name="colour">Of the lines.</param>
    public static ImmutableArray<Stroke> Write(
        double seconds, int decimals, double x, double y, double height, Colour colour)
    {
        double unit = height / 8, width = 1.25 * unit;
        var strokes = ImmutableArray.CreateBuilder<Stroke>();
        foreach (char letter in seconds.ToString($"F{decimals}", CultureInfo.InvariantCulture) + " s")
        {
            int index = Letters.IndexOf(letter, StringComparison.Ordinal);
            foreach (string line in index < 0 ? [] : s_lines[index].Split('|'))
            {
                strokes.Add(new Stroke(
                    [.. line.Split(' ').Select(at => (x + unit * (at[0] - '0'), y + unit * (at[1] - '0')))], colour, width));
            }
            x += unit * (letter == '.' ? 2.4 : letter == ' ' ? 3 : 6.2);
        }
        return strokes.ToImmutable();
    }
}
