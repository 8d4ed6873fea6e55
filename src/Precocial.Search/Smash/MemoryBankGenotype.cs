using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>A member of a <see cref="MemoryBankSpace"/>.</summary>
/// <param name="Choices">One for each of the space's decisions.</param>
public sealed record MemoryBankGenotype(ImmutableArray<byte> Choices) : DecisionGenotype(Choices);
