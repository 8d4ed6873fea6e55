using System.Globalization;

namespace Precocial.Efficacy;

/// <summary>The options of <c>curve-stopping</c>.</summary>
/// <param name="Searches">How many searches are simulated.</param>
/// <param name="Curves">How many single curves are extrapolated, for the bands.</param>
/// <param name="Threads">Threads; results do not depend on them.</param>
/// <param name="Seed">What all streams are split from.</param>
internal sealed record StoppingOptions(int Searches = 1000, int Curves = 1000, int Threads = 2, int Seed = 1)
{
    public const string Usage =
        "usage: Precocial.Efficacy curve-stopping [--searches 1000] [--curves 1000] [--threads 2] [--seed 1]";

    /// <summary>Reads options; null when they are wrong.</summary>
    public static StoppingOptions? Parse(ReadOnlySpan<string> words)
    {
        var options = new StoppingOptions();
        for (int i = 0; i < words.Length; i += 2)
        {
            if (i + 1 == words.Length
                || !int.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int n)
                || n == 0 || options.With(words[i], n) is not { } next)
                return null;
            options = next;
        }
        return options;
    }

    private StoppingOptions? With(string name, int value) => name switch
    {
        "--searches" => this with { Searches = value },
        "--curves" => this with { Curves = value },
        "--threads" => this with { Threads = value },
        "--seed" => this with { Seed = value },
        _ => null,
    };
}
