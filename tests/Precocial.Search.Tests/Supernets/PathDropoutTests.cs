using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class PathDropoutTests
{
    private static readonly CellSpace s_space =
        new(TaskGeometry.Standardized([1, 8, 8], 10), channels: 4, stages: 2, nodes: 3);

    [Fact]
    public void Whole_HasTheWeightsOfEveryNetwork()
    {
        var store = new SupernetWeights(seed: 1);
        _ = store.Provide(new PathDropout(s_space).Whole, new Rng(0));
        int tensors = store.Tensors.Count;
        for (ulong i = 0; i < 50; i++)
            _ = store.Provide(s_space.Decode(s_space.Sample(new Rng(i))), new Rng(0));
        store.Tensors.Count.ShouldBe(tensors);
    }

    [Fact]
    public void Draw_AtTheBeginning_DropsNothing() =>
        new PathDropout(s_space).Draw(progress: 0, new Rng(1)).Key
            .ShouldBe(new PathDropout(s_space).Whole.Key);

    // k paths kept with probability 1 − r^(1/k) each: 14·(1 − 0.05^(1/14)) + 21·(1 − 0.05^(1/21)) + ... =
    // 8.5.
    [Fact]
    public void Draw_AfterTheWarmUp_KeepsAboutThreePathsANode()
    {
        var dropout = new PathDropout(s_space);
        double kept = Enumerable.Range(0, 200).Average(i => dropout.Draw(1, new Rng((ulong)i)).Nodes
            .Where(node => node.Name.StartsWith("cell0_n", StringComparison.Ordinal) && node.Primitive is Sum)
            .Sum(node => node.Inputs.Length));
        double expected = new[] { 14, 21, 28 }.Sum(k => k * (1 - Math.Pow(0.05, 1.0 / k)) + 0.05);
        kept.ShouldBe(expected, tolerance: 0.5);
    }

    [Fact]
    public void Draw_EverythingDropped_KeepsOnePathANode()
    {
        ArchitectureGraph graph = new PathDropout(s_space, rate: 1).Draw(1, new Rng(1));
        graph.Nodes.Where(node => node.Primitive is Sum).ShouldAllBe(node => node.Inputs.Length == 1);
    }
}
