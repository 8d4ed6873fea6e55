using System.Numerics;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Another space whose members know their parent, so that <see cref="InheritedWeights"/> can hand on
/// what the parent learned wherever name, primitive and shape still agree.</summary>
/// <remarks>Its nearest neighbour: <see cref="MorphismSpace"/>, whose steps keep the whole function. Source:
/// Real et al., "Large-scale evolution of image classifiers", ICML 2017, §3.4 (weight inheritance).</remarks>
/// <param name="inner">The space; its steps are taken.</param>
public sealed class LineageSpace<TGenotype>(IMutableSpace<TGenotype> inner)
    : IMutableSpace<Descendant<TGenotype>>
    where TGenotype : notnull
{
    private const string Separator = " from ";

    /// <inheritdoc/>
    public string Description => $"{inner.Description}, children know their parents";

    /// <inheritdoc/>
    public BigInteger? Count => null;

    /// <inheritdoc/>
    public Budget BudgetOf(Descendant<TGenotype> genotype, Budget usual) =>
        inner.BudgetOf(genotype.Genotype, usual);

    /// <summary>A random member, without a parent.</summary>
    public Descendant<TGenotype> Sample(Rng rng) => new(inner.Sample(rng), []);

    /// <inheritdoc/>
    public Descendant<TGenotype> Mutate(Descendant<TGenotype> parent, Rng rng) =>
        new(inner.Mutate(parent.Genotype, rng), [parent.Genotype]);

    /// <inheritdoc/>
    public IReadOnlyList<Descendant<TGenotype>> Neighbours(Descendant<TGenotype> genotype) =>
    [
        .. inner.Neighbours(genotype.Genotype)
            .Select(n => new Descendant<TGenotype>(n, [genotype.Genotype])),
    ];

    /// <inheritdoc/>
    public ArchitectureGraph Decode(Descendant<TGenotype> genotype)
    {
        var graph = inner.Decode(genotype.Genotype);
        return genotype.Parent is [var parent]
            ? graph.DescendedFrom(new GraphOrigin(inner.Decode(parent), []))
            : graph;
    }

    /// <inheritdoc/>
    public ArchitectureGraph Conclude(Descendant<TGenotype> genotype) => inner.Conclude(genotype.Genotype);

    /// <inheritdoc/>
    public string Encode(Descendant<TGenotype> genotype) => string.Join(
        Separator, ((IEnumerable<TGenotype>)[genotype.Genotype, .. genotype.Parent]).Select(inner.Encode));

    /// <inheritdoc/>
    public Descendant<TGenotype> Parse(string text)
    {
        string[] parts = text.Split(Separator);
        return parts.Length <= 2
            ? new(inner.Parse(parts[0]), [.. parts.Skip(1).Select(inner.Parse)])
            : throw new FormatException($"Expected a genotype, or two with '{Separator}' between them, but "
                + $"found '{text}'.");
    }
}
