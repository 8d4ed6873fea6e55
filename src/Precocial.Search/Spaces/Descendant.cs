using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>A genotype that knows its parent. A value.</summary>
/// <param name="Genotype">The genotype.</param>
/// <param name="Parent">The one that it is a mutation of; none for a random member.</param>
public sealed record Descendant<TGenotype>(TGenotype Genotype, ImmutableArray<TGenotype> Parent)
    where TGenotype : notnull
{
    /// <inheritdoc/>
    public bool Equals(Descendant<TGenotype>? other) =>
        other is not null && Genotype.Equals(other.Genotype) && Parent.SequenceEqual(other.Parent);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Genotype, Parent.IsEmpty ? 0 : Parent[0].GetHashCode());
}
