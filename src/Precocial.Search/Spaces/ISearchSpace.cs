using System.Numerics;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Which networks exist: a set of genotypes, each of which decodes to an
/// <see cref="ArchitectureGraph"/>.</summary>
/// <remarks>What a strategy needs beyond sampling it asks for by a further interface in its constructor:
/// <see cref="IMutableSpace{TGenotype}"/>. A space never sees data or scores.</remarks>
/// <typeparam name="TGenotype">An immutable value with value equality.</typeparam>
public interface ISearchSpace<TGenotype>
    where TGenotype : notnull
{
    /// <summary>The space and its settings on one line, for tables and for a study's settings.</summary>
    string Description => GetType().Name;

    /// <summary>How many genotypes there are; null when nobody knows or there is no end to them.</summary>
    BigInteger? Count => null;

    /// <summary>A random member.</summary>
    TGenotype Sample(Rng rng);

    /// <summary>The network that is judged.</summary>
    ArchitectureGraph Decode(TGenotype genotype);

    /// <summary>The network that is handed over at the end; the judged one unless the space is a
    /// relaxation.</summary>
    ArchitectureGraph Conclude(TGenotype genotype) => Decode(genotype);

    /// <summary>What may be spent on judging a member: the study's budget, unless the genotype carries its
    /// own.</summary>
    Budget BudgetOf(TGenotype genotype, Budget usual) => usual;

    /// <summary>A genotype as text on one line, for the ledger and for people.</summary>
    string Encode(TGenotype genotype);

    /// <summary>The inverse of <see cref="Encode"/>.</summary>
    /// <exception cref="FormatException">The text is not a member of this space.</exception>
    TGenotype Parse(string text);
}

/// <summary>A space in which a strategy can take small steps.</summary>
/// <typeparam name="TGenotype">As for <see cref="ISearchSpace{TGenotype}"/>.</typeparam>
public interface IMutableSpace<TGenotype> : ISearchSpace<TGenotype>
    where TGenotype : notnull
{
    /// <summary>A random neighbour: one decision differs.</summary>
    TGenotype Mutate(TGenotype parent, Rng rng);

    /// <summary>Every genotype that differs in one decision, in a fixed order.</summary>
    IReadOnlyList<TGenotype> Neighbours(TGenotype genotype);
}
