using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Networks of a DeepNets split, drawn once and kept: what <see cref="DeepNetsFile"/>
/// holds.</summary>
/// <param name="Split">The split that they were drawn from.</param>
/// <param name="Seed">What they were drawn with.</param>
/// <param name="Input">The shape of the images that they are for.</param>
/// <param name="Classes">The number of classes that they tell apart.</param>
/// <param name="Networks">In the order of the split.</param>
public sealed record DeepNetsCollection(
    string Split, ulong Seed, Shape Input, int Classes, ImmutableArray<DeepNetsGenotype> Networks)
{
    /// <summary>Draws the first networks of a split; the same for any number of threads.</summary>
    /// <param name="settings">The split, its images and classes.</param>
    /// <param name="seed">Another seed, other networks.</param>
    /// <param name="count">How many.</param>
    /// <param name="threads">How many threads draw.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GraphException">The settings reject every network.</exception>
    public static DeepNetsCollection Draw(
        DeepNetsSettings settings, ulong seed, int count, int threads = 1,
        CancellationToken cancellation = default)
    {
        var networks = new DeepNetsGenotype[count];
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads,
            CancellationToken = cancellation,
        };
        try
        {
            Parallel.For(0, count, options, i => networks[i] = DeepNetsSampler.At(settings, seed, i));
        }
        catch (AggregateException e) when (e.InnerExceptions[0] is GraphException)
        {
            throw new GraphException(e.InnerExceptions[0].Message, e);
        }
        return new(settings.Split, seed, settings.Input, settings.Classes, [.. networks]);
    }

    /// <summary>The graph of a network.</summary>
    public ArchitectureGraph Build(int index) => DeepNetsNetwork.Build(Networks[index], Input, Classes);
}
