using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Hypernetworks.Tests;

public sealed class NetworkStreamTests
{
    private static readonly HypernetworkTrainingSettings s_pairs = new() { MetaBatch = 2, Nodes = new AnyNodes() };

    [Fact]
    public void At_PairsOfAStep_CostAboutTheSame()
    {
        NetworkStream stream = Stream();
        var steps = Enumerable.Range(0, 64).Select(step => Costs(stream, step)).ToList();
        // 1.4 for pairs as they come.
        steps.Average(pair => pair.Max() / pair.Average()).ShouldBeLessThan(1.1);
        steps.ShouldAllBe(pair => pair[0] <= pair[1]);
    }

    [Fact]
    public void At_StepsInAnyOrder_AreTheSameNetworks()
    {
        NetworkStream forward = Stream(), backward = Stream();
        double[][] costs = [.. Enumerable.Range(0, 40).Select(step => Costs(forward, step))];
        foreach (int step in (int[])[39, 33, 31, 5, 0])
            Costs(backward, step).ShouldBe(costs[step]);
    }

    private static NetworkStream Stream()
    {
        DeepNetsSettings mini = DeepNetsSettings.Mini with { Input = [1, 8, 8] };
        return new NetworkStream(rng => DeepNetsNetwork.Build(DeepNetsSampler.Sample(mini, rng), [1, 8, 8], 10),
            s_pairs, virtualEdges: 1, new Rng(1));
    }

    private static double[] Costs(NetworkStream stream, int step)
    {
        stream.Draw(step, progress: 0.5, WorkerPool.None);
        return [.. Enumerable.Range(0, 2).Select(place => stream.At(step, attempt: 0, place, progress: 0.5).Cost)];
    }
}
