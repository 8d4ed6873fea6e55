using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>A genotype that is a list of decisions: one choice for each <see cref="Decision"/> of its space.
/// A value.</summary>
/// <param name="Choices">The index of the option chosen; 0 for a decision that is not in play.</param>
public abstract record DecisionGenotype(ImmutableArray<byte> Choices)
{
    /// <summary>Whether both are of one space and every choice is the same.</summary>
    public virtual bool Equals(DecisionGenotype? other) =>
        other is not null && EqualityContract == other.EqualityContract
        && Choices.AsSpan().SequenceEqual(other.Choices.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Choices.AsSpan());
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public sealed override string ToString() => string.Join(',', Choices);
}
