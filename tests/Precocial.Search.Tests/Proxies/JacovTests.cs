using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class JacovTests
{
    private const double K = 1e-5;
    private static readonly Jacov s_jacov = new();

    [Fact]
    public void Measure_LinearNetwork_HasOneJacobianForAll()
    {
        // Correlations of 1 everywhere: the eigenvalues are 3, 0, 0.
        Network network = TinyNetworks.With(TinyNetworks.Chain(2, 2), [1, -2, 3, 4]);
        double expected = -(Term(3) + 2 * Term(0));
        s_jacov.Measure(network, TinyNetworks.Batch([[1, 2], [0, -1], [-3, 1]], 0, 1, 0))
            .ShouldBe(expected, 1e-6 * Math.Abs(expected));
    }

    [Fact]
    public void Measure_UncorrelatedJacobians_IsTheBest()
    {
        // Σ relu(x): the Jacobians are (1, 1, 0, 0) and (1, 0, 1, 0), whose correlation is 0.
        float[] identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
        Network network = TinyNetworks.With(TinyNetworks.Chain(4, 4, 1), identity, [1, 1, 1, 1]);
        s_jacov.Measure(network, TinyNetworks.Batch([[1, 1, -1, -1], [1, -1, 1, -1]], 0, 0))
            .ShouldBe(-2 * Term(1), 1e-6);
    }

    [Fact]
    public void Measure_StandardizedInput_DoesNotMatter()
    {
        float[] identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
        var builder = new GraphBuilder([4]);
        builder.Add(new Standardize([1, 1, 1, 1], [0.1f, 1, 10, 100]));
        builder.Add(new Linear(4, Bias: false));
        builder.Add(TinyNetworks.Relu);
        builder.Add(new Linear(1, Bias: false));
        Network network = TinyNetworks.With(builder, identity, [1, 1, 1, 1]);
        s_jacov.Measure(network, TinyNetworks.Batch([[2, 2, 0, 0], [2, 0, 2, 0]], 0, 0))
            .ShouldBe(-2 * Term(1), 1e-6);
    }

    [Fact]
    public void Measure_NothingArrives_IsMinusInfinity()
    {
        var builder = new GraphBuilder([2]);
        builder.Add(new Zero());
        builder.Add(new Linear(2));
        Network network = Network.From(builder.Build(), new FanInUniformWeights(), new Rng(1));
        s_jacov.Measure(network, TinyNetworks.Batch([[1, 2], [0, -1]], 0, 1))
            .ShouldBe(double.NegativeInfinity);
    }

    private static double Term(double eigenvalue) => Math.Log(eigenvalue + K) + 1 / (eigenvalue + K);
}
