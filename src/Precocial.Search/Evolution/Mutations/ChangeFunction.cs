using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Gives one hidden neuron another function; both uniform.</summary>
/// <remarks>Outputs stay linear, as in the authors' code and in every published champion. Source: Gaier and
/// Ha, NeurIPS 2019, §3.2.</remarks>
/// <param name="functions">The functions that hidden neurons may have.</param>
public sealed class ChangeFunction(ImmutableArray<NeuronFunction> functions) : IGenomeMutation
{
    /// <inheritdoc/>
    public WeightlessGenome? Apply(WeightlessGenome genome, Rng rng)
    {
        if (genome.Hidden == 0 || functions.Length < 2)
            return null;
        int hidden = rng.Next(genome.Hidden), other = rng.Next(functions.Length - 1);
        return genome.WithFunction(hidden,
            functions[other < functions.IndexOf(genome.Functions[hidden]) ? other : other + 1]);
    }

    /// <inheritdoc/>
    public IEnumerable<WeightlessGenome> All(WeightlessGenome genome) =>
        from hidden in Enumerable.Range(0, genome.Hidden)
        from function in functions
        where function != genome.Functions[hidden]
        select genome.WithFunction(hidden, function);
}
