namespace Precocial.Search;

/// <summary>A possible connection of a <see cref="WeightlessGenome"/>: from one node to another.</summary>
/// <param name="Source">The node it comes from.</param>
/// <param name="Target">The node it goes to; in a higher layer.</param>
public readonly record struct ConnectionGene(int Source, int Target);
