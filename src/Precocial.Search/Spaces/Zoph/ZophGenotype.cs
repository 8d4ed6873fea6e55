using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>A member of a <see cref="ZophSpace"/>: a filter and skip bits for each layer.</summary>
/// <param name="Choices">One for each of the space's decisions.</param>
public sealed record ZophGenotype(ImmutableArray<byte> Choices) : DecisionGenotype(Choices);
