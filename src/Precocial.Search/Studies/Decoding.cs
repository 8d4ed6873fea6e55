using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Decoding where a space may be anybody's: a genotype that is no network is told in one
/// line.</summary>
internal static class Decoding
{
    /// <summary>The network of a genotype.</summary>
    /// <exception cref="SearchException">The space builds none: a cycle, a node that leads nowhere, shapes
    /// that do not fit.</exception>
    public static ArchitectureGraph DecodeOrExplain<TGenotype>(
        this ISearchSpace<TGenotype> space, TGenotype genotype)
        where TGenotype : notnull
    {
        try
        {
            return space.Decode(genotype);
        }
        catch (Exception e) when (e is GraphException or ShapeException)
        {
            throw new SearchException($"The space ({space.Description}) makes no network of "
                + $"{space.Encode(genotype)}: {e.Message}", e);
        }
    }
}
