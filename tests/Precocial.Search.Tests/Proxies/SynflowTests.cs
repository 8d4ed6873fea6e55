using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class SynflowTests
{
    private static readonly Synflow s_synflow = new();
    private static readonly float[][] s_one = [[1, 1]];

    [Fact]
    public void Measure_TwoLayers_IsTwiceTheFlow()
    {
        // |W1|·1 = (3, 7), R = 5·3 + 6·7 = 57; each layer's Σ w·∂R/∂w is R.
        Network network = TinyNetworks.With(TinyNetworks.Chain(2, 2, 1), [1, -2, 3, -4], [5, -6]);
        s_synflow.Measure(network, TinyNetworks.Batch(s_one, 0)).ShouldBe(Math.Log(114), 1e-6);
    }

    [Fact]
    public void Measure_SkipConnection_CountsEachPathAsOftenAsItHasKernels()
    {
        var builder = new GraphBuilder([1]);
        int linear = builder.Add(new Linear(1, Bias: false));
        builder.Add(new Sum(), linear, 0);
        builder.Add(new Linear(1, Bias: false));
        // R = 3·(2 + 1): the path through both kernels carries 6 and counts twice, the other carries 3.
        Network network = TinyNetworks.With(builder, [-2], [3]);
        s_synflow.Measure(network, TinyNetworks.Batch([[1]], 0)).ShouldBe(Math.Log(2 * 6 + 3), 1e-6);
    }

    [Fact]
    public void Measure_Offsets_FlowButDoNotCount()
    {
        var builder = new GraphBuilder([1]);
        builder.Add(new Linear(1));
        builder.Add(new Linear(1));
        // R = 3·(2 + 5) + 7; kernels: 2·3 and 3·(2 + 5).
        Network network = TinyNetworks.With(builder, [2], [-5], [3], [7]);
        s_synflow.Measure(network, TinyNetworks.Batch([[1]], 0)).ShouldBe(Math.Log(6 + 21), 1e-6);
    }

    [Theory]
    [InlineData(1e6f)]
    [InlineData(1e-6f)]
    public void Measure_FlowBeyondDoublePrecision_IsFinite(float weight)
    {
        const int Layers = 60;
        Network network = TinyNetworks.With(TinyNetworks.Chain(1, [.. Enumerable.Repeat(1, Layers)]),
            [.. Enumerable.Repeat(new[] { weight }, Layers)]);
        s_synflow.Measure(network, TinyNetworks.Batch([[1]], 0))
            .ShouldBe(Math.Log(Layers) + Layers * Math.Log(weight), 1e-4);
    }

    [Fact]
    public void Measure_BranchesOfDifferentExponents_AreAligned()
    {
        var builder = new GraphBuilder([1]);
        int left = 0, right = 0;
        for (int i = 0; i < 3; i++)
        {
            left = builder.Add(new Linear(1, Bias: false), left);
            right = builder.Add(new Linear(1, Bias: false), right);
        }
        builder.Add(new Sum(), left, right);
        // 3·(1e30 + 2^30): beside the first the second is nothing.
        Network network = TinyNetworks.With(builder, [1e10f], [1024], [1e10f], [1024], [1e10f], [1024]);
        s_synflow.Measure(network, TinyNetworks.Batch([[1]], 0)).ShouldBe(Math.Log(3e30), 1e-5);
    }

    [Fact]
    public void Measure_BatchNormAndData_DoNotMatter()
    {
        ArchitectureGraph graph = SmallCell(cell: 4000);
        Network network = Network.From(graph, new FanInUniformWeights(), new Rng(1));
        double before = s_synflow.Measure(network, TinyNetworks.Noise(graph.InputShape, 2, seed: 1));
        foreach ((string name, Tensor weight) in network.Weights)
        {
            if (name.Contains("norm", StringComparison.Ordinal))
                weight.Span.Fill(17);
        }
        s_synflow.Measure(network, TinyNetworks.Noise(graph.InputShape, 4, seed: 2)).ShouldBe(before);
    }

    [Fact]
    public void Measure_NetworkWithinRange_EqualsTheDefinition()
    {
        var builder = new GraphBuilder([2, 6, 6]);
        int stem = builder.Add(new Convolution(4, Kernel: 3, Bias: true));
        int pool = builder.Add(new MaxPool(Size: 3, Stride: 1), stem);
        int deep = builder.Add(new DepthwiseConvolution(3), stem);
        builder.Add(new Concat(), pool, deep);
        builder.Add(new GlobalAveragePool());
        builder.Add(new Linear(3));
        Network network = Network.From(builder.Build(), new FanInUniformWeights(), new Rng(3));
        double expected = Math.Log(Definition(network));
        s_synflow.Measure(network, TinyNetworks.Noise([2, 6, 6], 2, seed: 1)).ShouldBe(expected, 1e-5);
    }

    [Fact]
    public void Measure_NothingArrives_IsMinusInfinity()
    {
        ArchitectureGraph graph = SmallCell(cell: 0);
        Network network = Network.From(graph, new FanInUniformWeights(), new Rng(1));
        s_synflow.Measure(network, TinyNetworks.Noise(graph.InputShape, 2, seed: 1))
            .ShouldBe(double.NegativeInfinity);
    }

    [Fact]
    public void Measure_NodeWithoutFlow_SaysWhich()
    {
        var builder = new GraphBuilder([4]);
        builder.Add("odd", new Softmax());
        Network network = Network.From(builder.Build(), new FanInUniformWeights(), new Rng(1));
        Should.Throw<SearchException>(() => s_synflow.Measure(network, TinyNetworks.Noise([4], 2, 1)))
            .Message.ShouldContain("(node odd)");
    }

    // In float32, with the tape, without exponents: for networks without normalisations.
    private static double Definition(Network network)
    {
        Network absolute = network.Copy();
        foreach (Tensor weight in absolute.Weights.Values)
        {
            foreach (ref float w in weight.Span)
                w = Math.Abs(w);
        }
        Tensor ones = Tensor.Zeros(Shape.Create([1, .. network.Graph.InputShape.ToArray()]));
        ones.Span.Fill(1);
        using var tape = new Tape();
        tape.Backward(absolute.Forward(tape.Input(ones)).Sum());
        return network.Graph.WeightSpecs.Where(w => w.Spec.Role == WeightRole.Kernel)
            .Select(w => absolute.Weights[w.Name])
            .Sum(w => w.ToArray().Zip(w.Gradient!.ToArray(), (a, b) => (double)a * b).Sum());
    }

    private static ArchitectureGraph SmallCell(int cell) =>
        new NasBench201Skeleton { InputShape = [3, 8, 8], Channels = 4, CellsPerStage = 1 }
            .Build(NasBench201Cell.At(cell));
}
