using System.Collections.Immutable;

namespace Precocial.Hypernetworks;

/// <summary>What the architectures look like that a hypernetwork was trained on.</summary>
/// <param name="Networks">How many were seen.</param>
/// <param name="Mean">Of each of <see cref="ArchitectureFeatures"/>.</param>
/// <param name="Deviation">Of each of them, 0 or larger.</param>
public sealed record TrainingDistribution(
    long Networks, ImmutableArray<double> Mean, ImmutableArray<double> Deviation);
