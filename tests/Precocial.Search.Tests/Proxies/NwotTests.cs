using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class NwotTests
{
    private static readonly Nwot s_nwot = new();

    // Two units that show the signs of the two inputs.
    private static readonly Network s_signs =
        TinyNetworks.With(TinyNetworks.Chain(2, 2, 1), [1, 0, 0, 1], [1, 1]);

    [Fact]
    public void Measure_ThreeCodes_IsTheLogarithmOfTheDeterminant()
    {
        // Codes 10, 01, 11: K = [2 0 1; 0 2 1; 1 1 2], det 4.
        s_nwot.Measure(s_signs, TinyNetworks.Batch([[1, -1], [-1, 1], [1, 1]], 0, 1, 0))
            .ShouldBe(Math.Log(4), 1e-12);
    }

    [Fact]
    public void Measure_TwoSamplesWithOneCode_IsMinusInfinity()
    {
        s_nwot.Measure(s_signs, TinyNetworks.Batch([[1, -1], [-1, 1], [3, -2]], 0, 1, 0))
            .ShouldBe(double.NegativeInfinity);
    }

    [Fact]
    public void Measure_SamplesInAnotherOrder_IsTheSame()
    {
        var graph = new NasBench201Skeleton { InputShape = [3, 8, 8], Channels = 4, CellsPerStage = 1 }
            .Build(NasBench201Cell.At(9000));
        Network network = Network.From(graph, new FanInUniformWeights(), new Rng(1));
        var batch = TinyNetworks.Noise(graph.InputShape, 8, seed: 1);
        var turned = batch with { Inputs = Tensor.From(batch.Inputs.Span, batch.Inputs.Shape) };
        int size = graph.InputShape.Count;
        for (int i = 0; i < 8; i++)
            batch.Inputs.Span.Slice(i * size, size).CopyTo(turned.Inputs.Span[((7 - i) * size)..]);
        // Batch statistics are sums in another order: a unit next to its kink may turn.
        s_nwot.Measure(network, turned).ShouldBe(s_nwot.Measure(network, batch), 0.05);
    }
}
