using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>What <see cref="DeepNetsSampler"/> draws from: one record for each split.</summary>
/// <remarks>
/// Source: DeepNets-1M, Knyazev et al., NeurIPS 2021, table 1 and the released generator. Departures: every
/// split has a stream of random numbers of its own (the released test split repeats the training split);
/// the evaluation splits choose their width here, by the rule that the published networks' sizes show
/// (<see cref="DeepNetsWidths.ByParameters"/>; the released generator does not write it).
/// </remarks>
public sealed record DeepNetsSettings
{
    private static readonly ImmutableArray<string> Names =
    [
        "train", "val", "test", "wide", "deep", "dense", "bnfree", "search", "mini", "mini-val", "mini-test",
        "mini-wide", "mini-deep", "mini-dense", "mini-bnfree",
    ];

    /// <summary>The name, which the stream of random numbers depends on.</summary>
    public string Split { get; init; } = "train";

    /// <summary>How many cells.</summary>
    public (int Least, int Most) Cells { get; init; } = (4, 18);

    /// <summary>A network with more cells than this number, which is drawn too, counts as deep.</summary>
    public (int Least, int Most) DeepAbove { get; init; } = (7, 10);

    /// <summary>Steps of a cell, in networks that are not deep.</summary>
    public (int Least, int Most) Steps { get; init; } = (1, 4);

    /// <summary>Steps of a cell, in deep networks.</summary>
    public (int Least, int Most) StepsOfDeep { get; init; } = (1, 2);

    /// <summary>Which networks have batch normalisation.</summary>
    public DeepNetsNorms Norms { get; init; }

    /// <summary>The probability of 1x1 convolutions on a cell's inputs where they are not needed: without and
    /// with attention.</summary>
    public (double WithoutAttention, double WithAttention) Preprocess { get; init; } = (1, 0.2);

    /// <summary>How the width is chosen.</summary>
    public DeepNetsWidths Widths { get; init; } = DeepNetsWidths.ByCost;

    /// <summary>Widths to choose from, ascending.</summary>
    public ImmutableArray<int> Channels { get; init; } = [32];

    /// <summary>Widths between two linear layers to choose from.</summary>
    public ImmutableArray<int> LinearWidths { get; init; } = [256];

    /// <summary>By what the chosen width is multiplied at the end.</summary>
    public int WidthFactor { get; init; } = 1;

    /// <summary>Parameters that <see cref="DeepNetsWidths.ByParameters"/> reaches.</summary>
    public long LeastParameters { get; init; } = 2_500_000;

    /// <summary>Networks with more parameters are rejected.</summary>
    public long MostParameters { get; init; } = 10_000_000;

    /// <summary>Whether <see cref="MostParameters"/> is checked with 32 channels on images of 32x32 and of
    /// 224x224 pixels with 10 classes, as the released generator does; else as the network is, on
    /// <see cref="Input"/>.</summary>
    public bool LimitsAtThirtyTwo { get; init; } = true;

    /// <summary>The shape of the images that the networks are for.</summary>
    public Shape Input { get; init; } = [3, 32, 32];

    /// <summary>The number of classes that they tell apart.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Training networks: 4 to 18 cells, 32 to 128 channels.</summary>
    public static DeepNetsSettings Train { get; } = new();

    /// <summary>A generator for small machines: 2 to 8 cells, 8 to 24 channels, at most 600,000 parameters on
    /// its own images; every operation and every rule of the large one.</summary>
    public static DeepNetsSettings Mini { get; } = new()
    {
        Split = "mini",
        Cells = (2, 8),
        DeepAbove = (4, 6),
        Widths = DeepNetsWidths.FromLists,
        Channels = [8, 16, 24],
        LinearWidths = [32, 64],
        MostParameters = 600_000,
        LimitsAtThirtyTwo = false,
    };

    /// <summary>The names that <see cref="Of"/> knows.</summary>
    public static ImmutableArray<string> Splits => Names;

    /// <summary>The settings of a split.</summary>
    /// <param name="split">One of <see cref="Splits"/>. Those that begin with "mini" shrink the split of the
    /// same name as <see cref="Mini"/> shrinks "train".</param>
    /// <exception cref="GraphException">There is no such split.</exception>
    public static DeepNetsSettings Of(string split) => split switch
    {
        "train" => Train,
        "val" or "test" => Evaluation(split, mostChannels: 128),
        "wide" => Evaluation(split, mostChannels: 304) with { WidthFactor = 4 },
        "deep" => Evaluation(split, mostChannels: 208) with
        {
            Cells = (10, 36),
            DeepAbove = (18, 18),
            MostParameters = 100_000_000,
        },
        "dense" => Evaluation(split, mostChannels: 240) with
        {
            Steps = (2, 10),
            StepsOfDeep = (2, 6),
            MostParameters = 100_000_000,
        },
        "bnfree" => Evaluation(split, mostChannels: 336) with { Norms = DeepNetsNorms.Never },
        "search" => Search(),
        "mini" or "mini-val" or "mini-test" => Mini with { Split = split },
        "mini-wide" => Mini with { Split = split, Channels = [32, 48, 64], MostParameters = 4_000_000 },
        "mini-deep" => Mini with { Split = split, Cells = (10, 16), DeepAbove = (8, 8) },
        "mini-dense" => Mini with { Split = split, Steps = (5, 8), StepsOfDeep = (3, 5) },
        "mini-bnfree" => Mini with { Split = split, Norms = DeepNetsNorms.Never },
        _ => throw new GraphException($"DeepNets: there is no split \"{split}\". Choose one of "
            + $"{string.Join(", ", Names)}."),
    };

    /// <summary>Whether a network is one that these settings could have drawn, up to what their width rule
    /// would prefer: what a search may wander through.</summary>
    public bool Includes(DeepNetsGenotype genotype) => DeepNetsMembership.Includes(this, genotype);

    /// <summary>Every value that <see cref="DeepNetsGenotype.Channels"/> can have here.</summary>
    public ImmutableArray<int> ChannelChoices => DeepNetsMembership.ChannelsOf(this);

    /// <summary>Every value that <see cref="DeepNetsGenotype.LinearWidth"/> can have here.</summary>
    public ImmutableArray<int> LinearWidthChoices => DeepNetsMembership.LinearWidthsOf(this);

    private static DeepNetsSettings Evaluation(string split, int mostChannels) => new()
    {
        Split = split,
        Widths = DeepNetsWidths.ByParameters,
        Channels = [.. Enumerable.Range(2, mostChannels / 16 - 1).Select(i => 16 * i)],
    };

    private static DeepNetsSettings Search() => new()
    {
        Split = "search",
        Cells = (6, 20),
        DeepAbove = (10, 10),
        Steps = (1, 6),
        StepsOfDeep = (1, 3),
        Norms = DeepNetsNorms.Always,
        Preprocess = (0.8, 0.2),
        Widths = DeepNetsWidths.FromLists,
    };
}
