using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>What relaxed spaces have in common: α's size, its random start and its text.</summary>
public abstract class RelaxedSpace : IRelaxedSpace
{
    /// <summary>Deviation of a sampled logit: all operations have nearly equal shares. DARTS' released
    /// code.</summary>
    public const double StartDeviation = 1e-3;

    /// <summary>A space with a row of α for each edge.</summary>
    protected RelaxedSpace(int rows, ImmutableArray<string> operations) =>
        (Rows, Operations) = (rows, operations);

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public ImmutableArray<string> Operations { get; }

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <summary>Normal logits with deviation <see cref="StartDeviation"/>.</summary>
    public Mixture Sample(Rng rng)
    {
        var alpha = ImmutableArray.CreateBuilder<float>(Rows * Operations.Length);
        for (int i = 0; i < Rows * Operations.Length; i++)
            alpha.Add((float)(StartDeviation * rng.NextNormal()));
        return new(Rows, Operations.Length, alpha.MoveToImmutable());
    }

    /// <inheritdoc/>
    public abstract ArchitectureGraph Decode(Mixture genotype);

    /// <inheritdoc/>
    public abstract ArchitectureGraph Conclude(Mixture genotype);

    /// <inheritdoc/>
    public abstract string Derive(Mixture mixture);

    /// <inheritdoc/>
    public abstract int SkipsIn(Mixture mixture);

    /// <inheritdoc/>
    public string Encode(Mixture genotype) => genotype.ToString();

    /// <inheritdoc/>
    public Mixture Parse(string text) => Mixture.Parse(text, Rows, Operations.Length);

    /// <summary>Checks that a mixture is one of this space.</summary>
    /// <exception cref="ArgumentException">It has another size.</exception>
    protected void Require(Mixture mixture)
    {
        if (mixture.Rows != Rows || mixture.Operations != Operations.Length)
            throw new ArgumentException($"A mixture of this space has {Rows} edges with {Operations.Length} "
                + $"operations, but this has {mixture.Rows} with {mixture.Operations}.", nameof(mixture));
    }
}
