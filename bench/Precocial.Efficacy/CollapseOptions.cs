using System.Globalization;
using Precocial.Search;

namespace Precocial.Efficacy;

/// <summary>The options of <c>darts-collapse</c>.</summary>
/// <param name="Accuracies">The recorded accuracies, nasbench201_cifar10.csv.</param>
/// <param name="Data">The folder that holds the data sets.</param>
/// <param name="Samples">Images that w is trained on, and as many others for α.</param>
/// <param name="Size">Height and width that images are scaled to.</param>
/// <param name="Channels">Of the first stage.</param>
/// <param name="Cells">Cells in each of the three stages.</param>
/// <param name="Epochs">How long each search lasts.</param>
/// <param name="Batch">Samples of a step.</param>
/// <param name="Rate">Adam's step size for α.</param>
/// <param name="Order">Of α's gradient.</param>
/// <param name="Guard">What stops the guarded search.</param>
/// <param name="Seed">Of images, weights and α.</param>
/// <param name="Threads">Threads; results do not depend on them.</param>
/// <param name="Csv">Where every epoch of both searches goes, or null.</param>
internal sealed record CollapseOptions(
    string? Accuracies, string? Data, int Samples, int Size, int Channels, int Cells, int Epochs, int Batch, float Rate,
    GradientOrder Order, CollapseGuard Guard, ulong Seed, int Threads, string? Csv)
{
    public const string Usage = """
        usage: Precocial.Efficacy darts-collapse --accuracies nasbench201_cifar10.csv --data FOLDER [--samples 2500]
          [--size 16] [--channels 8] [--cells 1] [--epochs 40] [--batch 64] [--rate 0.003] [--order first|second]
          [--guard eigenvalue|skips] [--window 5] [--skips 2] [--from 1] [--seed 1] [--threads 2] [--csv FILE]
        """;

    /// <summary>Reads options; null when they are wrong.</summary>
    public static CollapseOptions? Parse(ReadOnlySpan<string> words)
    {
        CollapseOptions? options = new(null, null, 2500, 16, 8, 1, 40, 64, 3e-3f, GradientOrder.First,
            new CollapseGuard { StopsAtEigenvalue = true }, 1, 2, null);
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
        "--guard" when value is "eigenvalue" => this with { Guard = Guard with { StopsAtEigenvalue = true } },
        "--guard" when value is "skips" =>
            this with { Guard = Guard with { StopsAtSkips = true, StopsAtEigenvalue = false } },
        "--rate" when float.TryParse(value, CultureInfo.InvariantCulture, out float rate) => this with { Rate = rate },
        _ => Number(value) is { } n ? With(name, n) : null,
    };

    private CollapseOptions? With(string name, int n) => name switch
    {
        "--samples" => this with { Samples = n },
        "--size" => this with { Size = n },
        "--channels" => this with { Channels = n },
        "--cells" => this with { Cells = n },
        "--epochs" => this with { Epochs = n },
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
