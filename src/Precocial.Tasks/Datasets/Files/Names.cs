using System.Text;

namespace Precocial.Tasks;

/// <summary>Names as they are shown in one-line messages.</summary>
internal static class Names
{
    private const int Shown = 8;

    /// <summary>The first few names, and how many more there are.</summary>
    public static string Some(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(Shown))
            + (names.Count > Shown ? $" and {names.Count - Shown} more" : "");

    /// <summary>A foreign text without line ends and control characters.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char c in text)
            line.Append(char.IsControl(c) ? '?' : c);
        return line.ToString();
    }

    /// <summary>The known name that a misspelt one is nearest to, if it is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        var best = known.Select(k => (Name: k, Distance: Distance(name.ToLowerInvariant(), k)))
            .MinBy(pair => pair.Distance);
        return best.Name is not null && best.Distance <= Math.Max(2, best.Name.Length / 3) ? best.Name : null;
    }

    /// <summary>Levenshtein's edit distance.</summary>
    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.Length];
    }
}
