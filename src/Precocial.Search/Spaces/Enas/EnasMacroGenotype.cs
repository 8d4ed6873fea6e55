using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>A member of an <see cref="EnasMacroSpace"/>: an operation and skip bits for each layer.</summary>
/// <param name="Choices">One for each of the space's decisions.</param>
public sealed record EnasMacroGenotype(ImmutableArray<byte> Choices) : DecisionGenotype(Choices);
