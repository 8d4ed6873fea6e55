using System.Collections.Concurrent;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>The networks of each step: a function of seed, step, attempt and place alone. Threads may share
/// it.</summary>
internal sealed class NetworkStream(
    Func<Rng, ArchitectureGraph> source, HypernetworkTrainingSettings settings, int virtualEdges, Rng rng)
{
    // Networks above the limit are drawn again; after so many the smallest is taken.
    private const int Draws = 64;

    private readonly ConcurrentDictionary<(int Index, int Limit), TrainingNetwork> _pool = new();

    /// <summary>A network.</summary>
    public TrainingNetwork Draw(long step, int attempt, int place, double progress)
    {
        int limit = settings.Nodes.Limit(progress), networks = settings.Networks.Networks(progress);
        Rng stream = rng.Split("networks").Split((ulong)step).Split(((ulong)attempt << 32) + (ulong)place);
        if (networks == 0)
            return Draw(stream, limit);
        int index = stream.Next(networks);
        return _pool.GetOrAdd(
            (index, limit), key => Draw(rng.Split("pool").Split((ulong)key.Index), key.Limit));
    }

    private TrainingNetwork Draw(Rng stream, int limit)
    {
        ArchitectureGraph? smallest = null;
        HypernetworkGraph? nodes = null;
        for (int draw = 0; draw < Draws; draw++)
        {
            ArchitectureGraph graph = source(stream.Split((ulong)draw));
            HypernetworkGraph candidate = HypernetworkGraph.Of(graph);
            if (nodes is null || candidate.Nodes.Length < nodes.Nodes.Length)
                (smallest, nodes) = (graph, candidate);
            if (nodes.Nodes.Length <= limit)
                break;
        }
        _ = nodes!.Messages(virtualEdges);
        return new TrainingNetwork(smallest!, nodes, ArchitectureFeatures.Of(nodes));
    }
}

/// <summary>A network to train on.</summary>
internal sealed record TrainingNetwork(ArchitectureGraph Graph, HypernetworkGraph Nodes, double[] Features);
