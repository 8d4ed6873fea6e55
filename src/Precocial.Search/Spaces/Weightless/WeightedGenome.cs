using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>A <see cref="WeightlessGenome"/> with a weight on each of its genes, switched on or off. A value.</summary>
/// <param name="Topology">Neurons and connections.</param>
/// <param name="Weights">One for each gene, by its number.</param>
public sealed record WeightedGenome(WeightlessGenome Topology, ImmutableArray<float> Weights)
{
    /// <inheritdoc/>
    public bool Equals(WeightedGenome? other) => other is not null && Topology.Equals(other.Topology)
        && Weights.AsSpan().SequenceEqual(other.Weights.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Topology, Weights.Length);
}
