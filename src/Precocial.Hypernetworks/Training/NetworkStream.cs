using System.Collections.Concurrent;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>The networks of each step: a function of seed, step, attempt and place alone.</summary>
/// <remarks>Networks of several steps are drawn together and sorted by what they cost, so that those of one step
/// cost about the same: side by side, none waits long for the others. Every network is still drawn alike, and the
/// steps' order is random.</remarks>
internal sealed class NetworkStream(
    Func<Rng, ArchitectureGraph> source, HypernetworkTrainingSettings settings, int virtualEdges, Rng rng)
{
    // Networks above the limit are drawn again; after so many the smallest is taken.
    private const int Draws = 64;

    // Steps that are drawn together, times the square of a step's networks: the fewer a step has, the more alike they
    // must be for threads to end at the same time, and the more there must be to choose from.
    private const int Together = 128;

    private readonly ConcurrentDictionary<(int Index, int Limit), TrainingNetwork> _pool = new();
    private readonly int _places = settings.MetaBatch;
    private TrainingNetwork[] _drawn = [];
    private int[] _order = [];
    private long _block = -1;

    /// <summary>Steps whose networks are drawn together.</summary>
    public int Steps { get; } = settings.MetaBatch == 1
        ? 1
        : (int)Math.Max(1, Together / ((long)settings.MetaBatch * settings.MetaBatch));

    /// <summary>Draws the networks of a step, if they are not there yet.</summary>
    /// <param name="step">The step.</param>
    /// <param name="progress">Of the training at the first step that is drawn together with it, 0 to 1.</param>
    /// <param name="workers">Threads.</param>
    public void Draw(long step, double progress, WorkerPool workers)
    {
        if (step / Steps == _block)
            return;
        _block = step / Steps;
        Rng stream = rng.Split("networks").Split((ulong)_block);
        var drawn = new TrainingNetwork[Steps * _places];
        workers.For(drawn.Length, i => drawn[i] = Draw(stream.Split((ulong)i), progress));
        _drawn = [.. drawn.OrderBy(network => network.Cost)];
        _order = [.. Enumerable.Range(0, Steps)];
        stream.Split("order").Shuffle(_order.AsSpan());
    }

    /// <summary>A network of the step that was drawn, the cheaper the smaller its place; another one for each
    /// attempt.</summary>
    public TrainingNetwork At(long step, int attempt, int place, double progress) => attempt == 0
        ? _drawn[_order[step % Steps] * _places + place]
        : Draw(rng.Split("retries").Split((ulong)step).Split(((ulong)attempt << 32) + (ulong)place), progress);

    private TrainingNetwork Draw(Rng stream, double progress)
    {
        int limit = settings.Nodes.Limit(progress), networks = settings.Networks.Networks(progress);
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
internal sealed record TrainingNetwork(ArchitectureGraph Graph, HypernetworkGraph Nodes, double[] Features)
{
    /// <summary>About what a step on it takes, in milliseconds of one core.</summary>
    /// <remarks>Least squares over 384 networks of the small generator, half on 8x8 and half on 3x16x16 images, batch
    /// 64, on an AMD EPYC of 2024: explains 96 and 98 % of the variance of others.</remarks>
    public double Cost { get; } = 7.5e-7 * Graph.Flops + 5.6e-5 * Graph.Shapes.Sum(shape => (long)shape.Count)
        + 0.022 * Graph.Nodes.Length + 3.1e-5 * Graph.Parameters + 8.7e-5 * AttentionScores(Graph);

    // FLOPs count the numbers of a softmax as products, which they are not.
    private static double AttentionScores(ArchitectureGraph graph)
    {
        double scores = 0;
        for (int i = 0; i < graph.Nodes.Length; i++)
        {
            if (graph.Nodes[i].Primitive is Attention attention)
                scores += (double)attention.Heads * graph.Shapes[i][0] * graph.Shapes[i][0];
        }
        return scores;
    }
}
