using System.Globalization;
using Precocial.Search;

namespace Precocial.Efficacy;

/// <summary>The options of <c>darts-collapse</c>.</summary>
internal sealed record CollapseOptions
{
    public const string Usage = """
        usage: Precocial.Efficacy darts-collapse --accuracies nasbench201_cifar10.csv --data FOLDER
          [--samples 2000] [--size 16] [--channels 8] [--cells 1] [--epochs 40] [--stop 40] [--batch 64]
          [--rate 0.003] [--order first|second] [--window 5] [--skips 2] [--from 1] [--seed 1]
          [--threads 2] [--csv FILE]
        """;

    /// <summary>The recorded accuracies, nasbench201_cifar10.csv.</summary>
    public string? Accuracies { get; init; }

    /// <summary>The folder that holds the data sets.</summary>
    public string? Data { get; init; }

    /// <summary>Images that w is trained on, and as many others for α.</summary>
    public int Samples { get; init; } = 2000;

    /// <summary>Height and width that images are scaled to.</summary>
    public int Size { get; init; } = 16;

    /// <summary>Of the first stage.</summary>
    public int Channels { get; init; } = 8;

    /// <summary>In each of the three stages.</summary>
    public int Cells { get; init; } = 1;

    /// <summary>How long the search is to last: the rate of w's steps goes by it.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>Ends the search after so many epochs all the same; null for the end.</summary>
    public int? Stop { get; init; }

    /// <summary>Samples of a step.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Adam's step size for α.</summary>
    public float Rate { get; init; } = 3e-3f;

    /// <summary>Of α's gradient.</summary>
    public GradientOrder Order { get; init; } = GradientOrder.First;

    /// <summary>What is a sign of collapse.</summary>
    public CollapseGuard Guard { get; init; } = new();

    /// <summary>Of images, weights and α.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; results do not depend on them.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Where every epoch goes, or null.</summary>
    public string? Csv { get; init; }

    /// <summary>Reads options; null when they are wrong.</summary>
    public static CollapseOptions? Parse(ReadOnlySpan<string> words)
    {
        CollapseOptions? options = new();
        for (int i = 0; i < words.Length && options is not null; i += 2)
            options = i + 1 < words.Length ? options.With(words[i], words[i + 1]) : null;
        return options is { Accuracies: not null } ? options : null;
    }

    private CollapseOptions? With(string name, string value) => name switch
    {
        "--accuracies" => this with { Accuracies = value },
        "--data" => this with { Data = value },
        "--csv" => this with { Csv = value },
        "--order" when value is "first" => this with { Order = GradientOrder.First },
        "--order" when value is "second" => this with { Order = GradientOrder.Second },
        "--rate" when float.TryParse(value, CultureInfo.InvariantCulture, out float r) => this with { Rate = r },
        _ => Number(value) is { } n ? With(name, n) : null,
    };

    private CollapseOptions? With(string name, int n) => name switch
    {
        "--samples" => this with { Samples = n },
        "--size" => this with { Size = n },
        "--channels" => this with { Channels = n },
        "--cells" => this with { Cells = n },
        "--epochs" => this with { Epochs = n },
        "--stop" => this with { Stop = n },
        "--batch" => this with { Batch = n },
        "--window" => this with { Guard = Guard with { Window = n } },
        "--skips" => this with { Guard = Guard with { Skips = n } },
        "--from" => this with { Guard = Guard with { FirstEpoch = n } },
        "--seed" => this with { Seed = (ulong)n },
        "--threads" => this with { Threads = n },
        _ => null,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n > 0 ? n : null;
}
