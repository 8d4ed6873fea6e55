using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

/// <summary>A relaxed network that trains in milliseconds.</summary>
internal static class SmallRelaxation
{
    private const int Steps = 6;

    public static RelaxedNasBench201Space Space(int channels = 4) => new(new NasBench201Skeleton
    {
        InputShape = [1, 8, 8],
        Classes = 2,
        Channels = channels,
        Stages = 1,
        CellsPerStage = 1,
    });

    /// <summary>A network without kinks, so that differences are exact, after a few steps of training, on
    /// fixed batches.</summary>
    public static RelaxedNetwork Smooth(out Sgd optimizer, float momentum = 0)
    {
        Dataset data = SmallData.Bars(64, seed: 1), others = SmallData.Bars(64, seed: 2);
        ArchitectureGraph graph = SmoothGraph();
        var network = new RelaxedNetwork(graph, trainScales: false, shards: 2, new Rng(5), WorkerPool.None);
        var batches = new RelaxedBatches(data, others, new() { Steps = 1, BatchSize = 64 }, new Rng(6));
        (network.Training, network.Validation) = (batches.Training, batches.Validation);
        network.TakeAlpha(graph);
        optimizer = new(network.Weights, 0.1f, momentum);
        for (int step = 0; step < Steps; step++)
        {
            batches.DrawTraining(step);
            network.TrainingWeightGradient();
            optimizer.Step();
        }
        batches.DrawTraining(Steps);
        batches.DrawValidation(0);
        return network;
    }

    // Three edges, of which the first and the last share α.
    private static ArchitectureGraph SmoothGraph()
    {
        var rng = new Rng(4);
        var builder = new GraphBuilder([1, 8, 8]);
        builder.Add(new Flatten());
        builder.Add(new Linear(6));
        builder.Add(new Activation(ActivationFunction.Tanh));
        foreach (int row in (int[])[0, 1, 0])
        {
            int input = builder.Last;
            int one = builder.Add(new Activation(ActivationFunction.Tanh), builder.Add(new Linear(6), input));
            int two = builder.Add(new Activation(ActivationFunction.Sin), builder.Add(new Linear(6), input));
            builder.Add(new MixedOperation(row, Alpha(row)) { NoneFirst = true }, one, two, input);
        }
        builder.Add(new Linear(2));
        return builder.Build();

        ImmutableArray<float> Alpha(int row) =>
            [.. Enumerable.Range(0, 4).Select(i => (float)rng.Split((ulong)(10 * row + i)).NextNormal())];
    }

    public static byte[] Bytes(RelaxedNetwork network) =>
        [.. network.Weights.SelectMany(w => MemoryMarshal.AsBytes(w.Span).ToArray())];
}
