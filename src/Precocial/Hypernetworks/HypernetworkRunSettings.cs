using System.Collections.Immutable;
using System.Globalization;
using Precocial.Hypernetworks;

namespace Precocial;

/// <summary>What a training of a hypernetwork depends on, beside its data.</summary>
public sealed record HypernetworkRunSettings
{
    /// <summary>The hypernetwork: <see cref="HypernetworkConfiguration.Classes"/> is taken from the data.</summary>
    public HypernetworkConfiguration Configuration { get; init; } = HypernetworkConfiguration.Ghn2 with
    {
        MaxShape = new KernelShape(32, 32, 7, 7),
    };

    /// <summary>How it is trained; augmentation included.</summary>
    public HypernetworkTrainingSettings Training { get; init; } = new();

    /// <summary>The split of DeepNets that networks are drawn from: "mini" or "train".</summary>
    public string Generator { get; init; } = "mini";

    /// <summary>How long it trains; null to train <see cref="HypernetworkTrainingSettings.Steps"/>. Not
    /// reproducible.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The side that images are scaled down to; null to leave them.</summary>
    public int? ImageSize { get; init; }

    /// <summary>A hypernetwork to go on from, instead of random weights.</summary>
    public TrainedHypernetwork? Start { get; init; }

    /// <summary>The seed of everything drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How often the hypernetwork is judged while it trains.</summary>
    public int Evaluations { get; init; } = 20;

    /// <summary>Unseen networks that it is judged on each time.</summary>
    public int EvaluationNetworks { get; init; } = 40;

    /// <summary>The settings by name, in words, for the file and for what a saved state is compared with.</summary>
    public ImmutableSortedDictionary<string, string> Words => ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal, new Dictionary<string, string>
        {
            ["augmentation"] = $"shift {Training.Augmentation.Shift} mirror {Training.Augmentation.Mirror}",
            ["batch"] = Text(Training.BatchSize),
            ["clip"] = Text(Training.ClipNorm),
            ["decay"] = $"{Text(Training.WeightDecay)} {(Training.DecoupledDecay ? "decoupled" : "L2")}",
            ["generator"] = Generator,
            ["image size"] = ImageSize is { } size ? Text(size) : "as in the data",
            ["length"] = Time is { } time ? $"{Text(time.TotalMinutes)} minutes" : $"{Training.Steps} steps",
            ["meta-batch"] = Text(Training.MetaBatch),
            ["networks"] = Training.Networks.Stages.IsEmpty ? "fresh"
                : string.Join(' ', Training.Networks.Stages.Select(s => $"{Text(s.From)}:{s.Networks}")),
            ["nodes"] = $"{Training.Nodes}",
            ["rate"] = $"{Text(Training.LearningRate)} warm-up {Text(Training.WarmUp)} hold {Text(Training.Hold)}",
            ["start"] = Start?.Name ?? "random",
        });

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
