using System.Collections.Immutable;
using System.Numerics;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Says what a space holds, from random members: how large its networks are, how many limits would
/// reject.</summary>
public static class SpaceInspector
{
    /// <summary>Looks at random members of a space.</summary>
    /// <param name="space">The space.</param>
    /// <param name="samples">How many members to draw.</param>
    /// <param name="rng">Draws them.</param>
    /// <param name="limits">What would be rejected; null for nothing.</param>
    public static SpaceReport Inspect<TGenotype>(
        ISearchSpace<TGenotype> space, int samples, Rng rng, Limits? limits = null)
        where TGenotype : notnull
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        var genotypes = new string[samples];
        var graphs = new (string Key, long Parameters, long Flops, bool Rejected)[samples];
        for (int i = 0; i < samples; i++)
        {
            var genotype = space.Sample(rng.Split((ulong)i));
            var graph = space.Decode(genotype);
            genotypes[i] = space.Encode(genotype);
            graphs[i] = (graph.Key, graph.Parameters, graph.Flops, limits?.Broken(graph) is not null);
        }
        return new(space.Description, space.Count, samples,
            graphs.Select(g => g.Key).Distinct().Count(),
            Quantiles.Of(graphs.Select(g => (double)g.Parameters)),
            Quantiles.Of(graphs.Select(g => (double)g.Flops)),
            (double)graphs.Count(g => g.Rejected) / samples, [.. genotypes.Take(SpaceReport.MostExamples)]);
    }
}

/// <summary>What <see cref="SpaceInspector"/> found.</summary>
/// <param name="Description">The space.</param>
/// <param name="Count">How many genotypes it has; null when nobody knows.</param>
/// <param name="Samples">How many were drawn.</param>
/// <param name="Distinct">How many different networks were among them.</param>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="Flops">FLOPs for one sample.</param>
/// <param name="Rejected">The share that breaks the limits, 0 to 1.</param>
/// <param name="Examples">The first few, as text.</param>
public sealed record SpaceReport(
    string Description, BigInteger? Count, int Samples, int Distinct, Quantiles Parameters, Quantiles Flops,
    double Rejected, ImmutableArray<string> Examples)
{
    internal const int MostExamples = 8;
}
