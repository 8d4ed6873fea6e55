using System.Globalization;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>How much less than the whole a network is judged by: fewer epochs, smaller images, fewer
/// channels, fewer samples. By default all of everything.</summary>
public sealed record LowFidelity
{
    /// <summary>Epochs of a training; null for the study's.</summary>
    public int? Epochs { get; init; }

    /// <summary>By what height and width of images are divided: an average pooling in front.</summary>
    public int Shrink { get; init; } = 1;

    /// <summary>The share of the channels and hidden features that is left, above 0 and at most 1.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Training samples, every class in proportion; null for all.</summary>
    public int? Samples { get; init; }

    /// <summary>The network that is trained in a network's place.</summary>
    /// <exception cref="GraphException">It has no such smaller self: which node does not fit.</exception>
    public ArchitectureGraph Of(ArchitectureGraph graph) => ReducedGraph.Of(graph, Shrink, Width);

    /// <summary>The settings on one line: part of a result's key.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"epochs {(Epochs?.ToString(CultureInfo.InvariantCulture) ?? "all")} sides /{Shrink} width x{Width} "
        + $"samples {(Samples?.ToString(CultureInfo.InvariantCulture) ?? "all")}");
}
