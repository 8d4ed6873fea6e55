using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>The one-shot network of a space of cells, which contains every network of it, with paths dropped
/// at random.</summary>
/// <remarks>
/// In the whole network each node adds every operation on each state that it can read: k paths. While
/// training, a path is left out with probability r^(1/k)·w, where w grows in a straight line from 0 to 1
/// over the warm-up: at the end a node loses all its paths with probability r. So that it is never zero, the
/// node then keeps one, drawn uniformly (a departure). A network with paths left out is a graph of its own,
/// and what it does not use costs nothing. Both cells of a kind drop the same paths. Its nearest neighbour
/// is uniform sampling of the space: one network a path, without the co-adaptation that this trains against.
/// Source: Bender et al., "Understanding and simplifying one-shot architecture search", ICML 2018, §3.2.
/// </remarks>
/// <param name="space">The cells.</param>
/// <param name="rate">r; the paper: 0.05. Scores tell networks apart only where it is about right.</param>
/// <param name="warmUp">The share of the training over which dropping sets in, 0 to 1.</param>
public sealed class PathDropout(CellSpace space, double rate = 0.05, double warmUp = 0.2)
{
    /// <summary>The network with every path.</summary>
    public ArchitectureGraph Whole => space.Build(new CellPaths(All(), All()));

    /// <summary>A network with paths left out.</summary>
    /// <param name="progress">Of the training, 0 to 1.</param>
    /// <param name="rng">What is drawn from.</param>
    public ArchitectureGraph Draw(double progress, Rng rng)
    {
        double strength = warmUp > 0 ? Math.Min(1, progress / warmUp) : 1;
        return space.Build(new CellPaths(Some(strength, rng), Some(strength, rng)));
    }

    private ImmutableArray<ImmutableArray<CellPath>> All() =>
        [.. Enumerable.Range(0, space.Nodes).Select(PathsOf)];

    private ImmutableArray<ImmutableArray<CellPath>> Some(double strength, Rng rng) =>
        [.. All().Select(node => Some(node, strength, rng))];

    private ImmutableArray<CellPath> Some(ImmutableArray<CellPath> paths, double strength, Rng rng)
    {
        double drop = strength * Math.Pow(rate, 1.0 / paths.Length);
        ImmutableArray<CellPath> kept = [.. paths.Where(_ => !rng.NextBool(drop))];
        return kept.IsEmpty ? [paths[rng.Next(paths.Length)]] : kept;
    }

    private static ImmutableArray<CellPath> PathsOf(int node) =>
    [
        .. from input in Enumerable.Range(0, node + 2)
           from operation in Enumerable.Range(0, CellWiring.Operations.Length)
           select new CellPath(input, operation),
    ];
}
