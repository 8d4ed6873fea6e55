using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Splits a connection: it is switched off, and a hidden neuron with a random function takes its
/// place, with one connection in and one out.</summary>
/// <remarks>The connection is uniform among those switched on, the function uniform among those allowed.
/// Source: Gaier and Ha, NeurIPS 2019, §3.2.</remarks>
/// <param name="functions">The functions that hidden neurons may have.</param>
public sealed class AddNeuron(ImmutableArray<NeuronFunction> functions) : IGenomeMutation
{
    /// <inheritdoc/>
    public WeightlessGenome? Apply(WeightlessGenome genome, Rng rng)
    {
        if (genome.EnabledCount == 0)
            return null;
        int gene = GeneBits.Nth(genome.EnabledBits, rng.Next(genome.EnabledCount));
        return genome.WithNeuron(gene, functions[rng.Next(functions.Length)]);
    }

    /// <inheritdoc/>
    public IEnumerable<WeightlessGenome> All(WeightlessGenome genome) =>
        from gene in Enumerable.Range(0, genome.GeneCount)
        where genome.IsEnabled(gene)
        from function in functions
        select genome.WithNeuron(gene, function);
}
