using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>A member of a <see cref="CellSpace"/>: the wiring of a normal and a reduction cell.</summary>
/// <param name="Choices">One for each of the space's decisions.</param>
public sealed record CellGenotype(ImmutableArray<byte> Choices) : DecisionGenotype(Choices);
