using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class FanInUniformWeightsTests
{
    [Fact]
    public void Provide_KernelsAndTheirOffsets_AreUniformWithinTheBound()
    {
        var builder = new GraphBuilder([16, 8, 8]);
        builder.Add("conv", new Convolution(64, Kernel: 3));
        builder.Add("norm", new BatchNorm());
        builder.Add(new GlobalAveragePool());
        builder.Add("head", new Linear(400));

        Network network = Network.From(builder.Build(), new FanInUniformWeights(), new Rng(4));

        Check(network.Weights["conv.weight"], 16 * 9);
        Check(network.Weights["head.weight"], 64);
        Check(network.Weights["head.bias"], 64);
        network.Weights["norm.weight"].ToArray().ShouldAllBe(value => value == 1);
        network.Weights["norm.bias"].ToArray().ShouldAllBe(value => value == 0);
    }

    // The variance of the square of a uniform number is 4/45·bound⁴: four standard errors of the mean square.
    private static void Check(Tensor weight, int fanIn)
    {
        double bound = 1 / Math.Sqrt(fanIn), square = 0;
        foreach (float value in weight.Span)
        {
            Math.Abs(value).ShouldBeLessThanOrEqualTo((float)bound);
            square += (double)value * value / weight.Count;
        }
        square.ShouldBe(bound * bound / 3, 4 * bound * bound * Math.Sqrt(4.0 / 45 / weight.Count));
    }
}
