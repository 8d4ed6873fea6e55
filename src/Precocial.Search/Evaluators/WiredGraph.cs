using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A graph that is one <see cref="Neurons"/>, perhaps behind a <see cref="Standardize"/> or a
/// <see cref="Flatten"/>: it runs without a tape.</summary>
/// <param name="Neurons">The neurons.</param>
/// <param name="Standardize">What happens to the inputs first; null for nothing.</param>
internal sealed record WiredGraph(Neurons Neurons, Standardize? Standardize)
{
    /// <summary>Who feeds whom.</summary>
    public NeuronWiring Wiring => Neurons.Wiring;

    /// <summary>A weight for each connection, where the graph fixes them; otherwise null.</summary>
    public double[]? Values { get; } =
        Neurons.Values.IsEmpty ? null : [.. Neurons.Values.Select(value => (double)value)];

    /// <summary>The graph's wiring; null if it is another kind of graph.</summary>
    public static WiredGraph? Of(ArchitectureGraph graph)
    {
        if (graph.Nodes[^1].Primitive is not Neurons last)
            return null;
        Standardize? standardize = null;
        for (int i = 1; i < graph.Nodes.Length - 1; i++)
        {
            switch (graph.Nodes[i].Primitive)
            {
                case Flatten:
                    break;
                // Only on a vector is there one mean for each input.
                case Standardize found when standardize is null && graph.Shapes[i].Rank == 1:
                    standardize = found;
                    break;
                default:
                    return null;
            }
        }
        return new(last, standardize);
    }

    /// <summary>Writes what the neurons see of a sample.</summary>
    public static void Prepare(Standardize? standardize, ReadOnlySpan<float> sample, Span<float> inputs)
    {
        if (standardize is null)
        {
            sample.CopyTo(inputs);
            return;
        }
        for (int i = 0; i < sample.Length; i++)
            inputs[i] = (sample[i] - standardize.Mean[i]) * standardize.Scale[i];
    }

    /// <summary>For each graph, the first that equals it: itself for most, and where there is none.</summary>
    public static int[] FirstOfEqual(ReadOnlySpan<WiredGraph?> graphs)
    {
        var known = new Dictionary<WiredGraph, int>(new Contents());
        var first = new int[graphs.Length];
        for (int i = 0; i < graphs.Length; i++)
            first[i] = graphs[i] is not { } graph || known.TryAdd(graph, i) ? i : known[graph];
        return first;
    }

    // A wiring's own hash is quick and coarse: whole generations would share a few.
    private sealed class Contents : IEqualityComparer<WiredGraph>
    {
        public bool Equals(WiredGraph? x, WiredGraph? y) => x is null ? y is null
            : y is not null && x.Neurons.Equals(y.Neurons) && Equals(x.Standardize, y.Standardize);

        public int GetHashCode([DisallowNull] WiredGraph graph)
        {
            HashCode hash = default;
            hash.AddBytes(MemoryMarshal.AsBytes(graph.Wiring.Sources.AsSpan()));
            hash.AddBytes(MemoryMarshal.AsBytes(graph.Wiring.Targets.AsSpan()));
            hash.AddBytes(MemoryMarshal.AsBytes(graph.Wiring.Functions.AsSpan()));
            hash.AddBytes(MemoryMarshal.AsBytes(graph.Neurons.Values.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
