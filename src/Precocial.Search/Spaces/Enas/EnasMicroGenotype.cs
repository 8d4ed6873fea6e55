using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>A member of an <see cref="EnasMicroSpace"/>: the wiring of a normal and a reduction
/// cell.</summary>
/// <param name="Choices">One for each of the space's decisions.</param>
public sealed record EnasMicroGenotype(ImmutableArray<byte> Choices) : DecisionGenotype(Choices);
