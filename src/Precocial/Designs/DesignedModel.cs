using Precocial.Architectures;

namespace Precocial;

/// <summary>A trained network and what it reached on the test part: one row of a design's table.</summary>
/// <param name="Name">What it is called: "searched", "random search", "hand-made", "linear".</param>
/// <param name="How">How its number was obtained, in words.</param>
/// <param name="Network">With its weights.</param>
/// <param name="Test">Accuracy on the test part, which nothing was chosen by.</param>
/// <param name="Latency">Median time of one sample on one thread of this machine; not reproducible.</param>
public sealed record DesignedModel(
    string Name, string How, Network Network, AccuracyEstimate Test, TimeSpan Latency);
