using System.Globalization;

namespace Precocial.Efficacy;

/// <summary>The options of <c>weightless-curves</c>.</summary>
/// <param name="First">The first seed.</param>
/// <param name="Seeds">How many searches, with one seed after the other.</param>
/// <param name="Generations">How long each lasts.</param>
/// <param name="Settings">Whose settings.</param>
/// <param name="Quirks">Which quirks of the authors' code are kept.</param>
/// <param name="Threads">Threads; results do not depend on them.</param>
/// <param name="Csv">Where every generation of every seed goes, or null.</param>
/// <param name="Band">The file with the authors' curves, or null.</param>
/// <param name="Column">Whose curves in that file.</param>
internal sealed record CurveOptions(
    int First, int Seeds, int Generations, CurveSettings Settings, Quirks Quirks, int Threads, string? Csv,
    string? Band, string Column)
{
    public const string Usage = """
        usage: Precocial.Efficacy weightless-curves [--first 1] [--seeds 12] [--generations 60]
          [--settings laptop|swingup] [--faithful | --quirks split,idle,tournament,crowding,repeats,record,first]
          [--threads 2] [--csv FILE] [--band curves.json] [--column laptop60]
        """;

    /// <summary>Reads options; null when they are wrong.</summary>
    public static CurveOptions? Parse(ReadOnlySpan<string> words)
    {
        var options = new CurveOptions(1, 12, 60, CurveSettings.Laptop, new(), 2, null, null, "laptop60");
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i] == "--faithful")
                options = options with { Quirks = Quirks.All };
            else if (i + 1 == words.Length || options.With(words[i], words[++i]) is not { } next)
                return null;
            else
                options = next;
        }
        return options;
    }

    private CurveOptions? With(string name, string value) => name switch
    {
        "--first" when Number(value) is { } n => this with { First = n },
        "--seeds" when Number(value) is { } n => this with { Seeds = n },
        "--generations" when Number(value) is { } n => this with { Generations = n },
        "--threads" when Number(value) is { } n => this with { Threads = n },
        "--settings" when value is "laptop" => this with { Settings = CurveSettings.Laptop },
        "--settings" when value is "swingup" => this with { Settings = CurveSettings.SwingUp },
        "--quirks" when Quirks.Parse(value) is { } quirks => this with { Quirks = quirks },
        "--csv" => this with { Csv = value },
        "--band" => this with { Band = value },
        "--column" => this with { Column = value },
        _ => null,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n > 0 ? n : null;
}
