using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A space whose members are made of parts that two parents can each give some of.</summary>
/// <typeparam name="TGenotype">As for <see cref="ISearchSpace{TGenotype}"/>.</typeparam>
public interface IRecombinableSpace<TGenotype> : IMutableSpace<TGenotype>
    where TGenotype : notnull
{
    /// <summary>A child that has each decision from one of its parents, with equal chances.</summary>
    TGenotype Cross(TGenotype first, TGenotype second, Rng rng);

    /// <summary>A child in which each decision is drawn anew, among the other options, with a
    /// probability.</summary>
    TGenotype MutateEach(TGenotype parent, double probability, Rng rng);
}
