using System.Collections.Immutable;
using Precocial.Hypernetworks;

namespace Precocial;

/// <summary>How a hypernetwork did on the networks of one split.</summary>
/// <param name="Split">Its name.</param>
/// <param name="Predicted">With predicted weights.</param>
/// <param name="Random">With He weights.</param>
/// <param name="Sgd">After each number of steps of SGD from He weights.</param>
public sealed record SplitScores(
    string Split, HypernetworkReport Predicted, HypernetworkReport Random, ImmutableArray<AccuracySummary> Sgd);
