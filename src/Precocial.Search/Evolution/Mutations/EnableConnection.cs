using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Switches on a connection that is switched off, uniform among them.</summary>
/// <remarks>Nothing but <see cref="AddNeuron"/> switches one off. Source: Gaier and Ha, NeurIPS 2019, §3.2
/// (part of "insert connection").</remarks>
public sealed class EnableConnection : IGenomeMutation
{
    /// <inheritdoc/>
    public WeightlessGenome? Apply(WeightlessGenome genome, Rng rng)
    {
        int disabled = genome.GeneCount - genome.EnabledCount;
        return disabled == 0
            ? null
            : genome.WithEnabled(GeneBits.NthClear(genome.EnabledBits, rng.Next(disabled)));
    }

    /// <inheritdoc/>
    public IEnumerable<WeightlessGenome> All(WeightlessGenome genome) =>
        from gene in Enumerable.Range(0, genome.GeneCount)
        where !genome.IsEnabled(gene)
        select genome.WithEnabled(gene);
}
