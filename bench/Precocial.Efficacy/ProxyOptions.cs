using System.Globalization;

namespace Precocial.Efficacy;

/// <summary>The options of <c>zero-cost</c>.</summary>
/// <param name="Scores">The recorded scores, nasbench201_zero_cost_cifar10.csv.</param>
/// <param name="Accuracies">The recorded accuracies, nasbench201_cifar10.csv.</param>
/// <param name="Data">The folder that holds the data sets.</param>
/// <param name="Cells">How many of the recorded cells.</param>
/// <param name="Batch">Images that a proxy sees.</param>
/// <param name="Seed">Which cells, weights and images.</param>
/// <param name="Threads">Threads; results do not depend on them.</param>
/// <param name="Csv">The file of every cell's scores, or null; scores in it are not computed again.</param>
internal sealed record ProxyOptions(
    string? Scores, string? Accuracies, string? Data, int Cells, int Batch, ulong Seed, int Threads,
    string? Csv)
{
    public const string Usage = """
        usage: Precocial.Efficacy zero-cost --scores nasbench201_zero_cost_cifar10.csv
          --accuracies nasbench201_cifar10.csv --data FOLDER
          [--cells 250] [--batch 32] [--seed 1] [--threads 1] [--csv FILE]
        """;

    /// <summary>Reads options; null when they are wrong.</summary>
    public static ProxyOptions? Parse(ReadOnlySpan<string> words)
    {
        ProxyOptions? options = new(null, null, null, 250, 32, 1, 1, null);
        for (int i = 0; i < words.Length && options is not null; i += 2)
            options = i + 1 < words.Length ? options.With(words[i], words[i + 1]) : null;
        return options is { Scores: not null, Accuracies: not null } ? options : null;
    }

    private ProxyOptions? With(string name, string value) => name switch
    {
        "--scores" => this with { Scores = value },
        "--accuracies" => this with { Accuracies = value },
        "--data" => this with { Data = value },
        "--csv" => this with { Csv = value },
        "--cells" when Number(value) is { } n => this with { Cells = n },
        "--batch" when Number(value) is { } n => this with { Batch = n },
        "--seed" when Number(value) is { } n => this with { Seed = (ulong)n },
        "--threads" when Number(value) is { } n => this with { Threads = n },
        _ => null,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n > 0 ? n : null;
}
