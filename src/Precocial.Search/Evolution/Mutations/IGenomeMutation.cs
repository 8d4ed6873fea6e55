using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>One kind of change to a <see cref="WeightlessGenome"/>.</summary>
/// <remarks>A pure function of the genome and the numbers drawn.</remarks>
public interface IGenomeMutation
{
    /// <summary>The genome with one random change of this kind; null when it has no place for any.</summary>
    WeightlessGenome? Apply(WeightlessGenome genome, Rng rng);

    /// <summary>Every change of this kind, in a fixed order.</summary>
    IEnumerable<WeightlessGenome> All(WeightlessGenome genome);
}
