using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class InitializedWeightsTests
{
    [Fact]
    public void Provide_GivesKernelsHesVarianceBeforeARectifierAndLeCunsElsewhere()
    {
        var builder = new GraphBuilder([200]);
        builder.Add("hidden", new Linear(OutFeatures: 300));
        builder.Add(new BatchNorm());
        builder.Add(new Activation(ActivationFunction.Relu));
        builder.Add("bounded", new Linear(OutFeatures: 300));
        builder.Add(new Activation(ActivationFunction.Tanh));
        builder.Add("head", new Linear(OutFeatures: 250));

        Network network = Network.From(builder.Build(), new InitializedWeights(), new Rng(4));

        // 60,000 draws and more: the standard error of the variance is √(2/n) = 0.6 %.
        Variance(network.Weights["hidden.weight"]).ShouldBe(2.0 / 200, tolerance: 0.03 * 2 / 200);
        Variance(network.Weights["bounded.weight"]).ShouldBe(1.0 / 300, tolerance: 0.03 / 300);
        Variance(network.Weights["head.weight"]).ShouldBe(1.0 / 300, tolerance: 0.03 / 300);
    }

    [Fact]
    public void Provide_TakesAConvolutionsFanInPerGroup()
    {
        var builder = new GraphBuilder([64, 4, 4]);
        builder.Add("conv", new Convolution(OutChannels: 256, Kernel: 3, Groups: 4));
        builder.Add(new Activation(ActivationFunction.Relu));

        Network network = Network.From(builder.Build(), new InitializedWeights(), new Rng(4));

        Variance(network.Weights["conv.weight"]).ShouldBe(2.0 / (16 * 9), tolerance: 0.05 * 2 / (16 * 9));
    }

    [Fact]
    public void Provide_StartsPositionsSmallAndLayerScalesSmaller()
    {
        var builder = new GraphBuilder([64, 16, 16]);
        builder.Add("place", new PositionEncoding());
        builder.Add("scale", new LayerScale());

        Network network = Network.From(builder.Build(), new InitializedWeights(), new Rng(4));

        Variance(network.Weights["place.weight"]).ShouldBe(4e-4, tolerance: 0.05 * 4e-4);
        network.Weights["scale.weight"].ToArray().ShouldAllBe(value => value == 1e-6f);
        network.Parameters.Count.ShouldBe(2);
    }

    [Fact]
    public void Provide_StartsTheOthersAtTheirNeutralValues()
    {
        Network network = Network.From(SampleGraphs.Residual(), new InitializedWeights(), new Rng(4));

        network.Weights["stem.norm.weight"].ToArray().ShouldAllBe(value => value == 1);
        network.Weights["stem.norm.running_variance"].ToArray().ShouldAllBe(value => value == 1);
        network.Weights["stem.norm.running_mean"].ToArray().ShouldAllBe(value => value == 0);
        network.Weights["head.bias"].ToArray().ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void Provide_DependsOnSeedAndNameAlone()
    {
        var small = new GraphBuilder([8]);
        small.Add("head", new Linear(4));
        var large = new GraphBuilder([8]);
        large.Add("first", new Linear(8));
        large.Add("head", new Linear(4));
        var used = new Rng(4);
        used.NextUInt64();

        float[] expected = Head(small, new Rng(4));
        Head(large, new Rng(4)).ShouldBe(expected);
        Head(small, used).ShouldBe(expected);
        Head(small, new Rng(5)).ShouldNotBe(expected);
    }

    private static float[] Head(GraphBuilder builder, Rng rng) =>
        Network.From(builder.Build(), new InitializedWeights(), rng).Weights["head.weight"].ToArray();

    private static double Variance(Tensor tensor) =>
        tensor.ToArray().Average(value => (double)value * value) - Math.Pow(tensor.ToArray().Average(), 2);
}
