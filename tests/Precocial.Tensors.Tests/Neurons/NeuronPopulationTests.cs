using System.Collections.Immutable;
using Precocial.Testing;

namespace Precocial.Tensors.Tests;

public sealed class NeuronPopulationTests
{
    private const int Samples = 75, Inputs = 4, Outputs = 3;
    private static readonly double[] s_weights = [-2, 0.5, 1];
    private static readonly int[] s_classes = [.. Enumerable.Range(0, Samples).Select(i => i * 7 % Outputs)];

    private readonly double[][] _inputs;
    private readonly SampleBlocks _blocks = new(Samples, Inputs);

    public NeuronPopulationTests()
    {
        var rng = new Rng(1);
        _inputs = [.. Enumerable.Range(0, Samples).Select(_ =>
            Enumerable.Range(0, Inputs).Select(_ => (double)(float)rng.NextNormal()).ToArray())];
        for (int i = 0; i < Samples; i++)
            _blocks.Set(i, [.. _inputs[i].Select(x => (float)x)]);
    }

    [Fact]
    public void MeanLogLikelihood_RandomNetworks_IsThePlainLoop()
    {
        NeuronWiring[] wirings = [.. Enumerable.Range(0, 5).Select(seed => Wiring(seed, hidden: 6))];
        double[] means = Means(wirings);
        for (int i = 0; i < means.Length; i++)
        {
            double weight = s_weights[i % s_weights.Length];
            double expected = Plain(wirings[i / s_weights.Length], weight);
            // Float32 through some six layers of functions with slopes up to π·weight.
            means[i].ShouldBe(expected, 2e-3 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(-500)]
    public void MeanLogLikelihood_LogitsWhoseExponentialsAreNoFloats_IsThePlainLoop(double weight)
    {
        var wiring = new NeuronWiring(Inputs, Outputs, [.. Enumerable.Repeat(NeuronFunction.Linear, Outputs)],
            [0, 0, 0, 1, 2, 3], [5, 6, 7, 5, 6, 7]);
        double[] means = new double[1];
        Population([wiring]).MeanLogLikelihood(_blocks, s_classes, [weight], means);
        double expected = Plain(wiring, weight);
        // A logit of 1000 has a float's 7 digits; the mean is of that order.
        means[0].ShouldBe(expected, 1e-5 * Math.Abs(expected));
    }

    [Fact]
    public void MeanLogLikelihood_RelativesAndStrangers_EachHasTheBytesItHasAlone()
    {
        // More neurons than one part holds.
        NeuronWiring[] wirings = [.. Enumerable.Range(0, 220)
            .Select(i => Related(Wiring(i / 2, hidden: 75), functionOf: i % 2 * 40))];
        double[] together = Means(wirings);
        for (int i = 0; i < wirings.Length; i++)
            Means([wirings[i]]).ShouldBe(together[(i * s_weights.Length)..((i + 1) * s_weights.Length)]);
        Population(wirings).DistinctNeurons.ShouldBeGreaterThan(8192);
    }

    [Fact]
    public void MeanLogLikelihood_TwoThreads_GivesTheSameBytes()
    {
        NeuronWiring[] wirings = [.. Enumerable.Range(0, 30).Select(seed => Wiring(seed, hidden: 20))];
        using var pool = new WorkerPool(2);
        Means(wirings, pool).ShouldBe(Means(wirings));
    }

    [Fact]
    public void DistinctNeurons_ARelativeWithOneOtherFunction_AddsThatNeuronAndThoseBehindIt()
    {
        // 1 → 3 → 4 → 6 and 2 → 5 → 7; the outputs are 6 and 7.
        NeuronWiring Of(NeuronFunction second) => new(2, 2,
            [NeuronFunction.Tanh, second, NeuronFunction.Sine, NeuronFunction.Linear, NeuronFunction.Linear],
            [1, 2, 3, 4, 5], [3, 5, 4, 6, 7]);
        Population([Of(NeuronFunction.Abs), Of(NeuronFunction.Abs)]).DistinctNeurons.ShouldBe(5);
        Population([Of(NeuronFunction.Abs), Of(NeuronFunction.Relu)]).DistinctNeurons.ShouldBe(7);
    }

    [Fact]
    public void DistinctNeurons_TwinsInOneNetwork_CountOnce()
    {
        var wiring = new NeuronWiring(1, 1,
            [NeuronFunction.Sine, NeuronFunction.Sine, NeuronFunction.Linear], [1, 1, 2, 3], [2, 3, 4, 4]);
        Population([wiring]).DistinctNeurons.ShouldBe(2);
    }

    [Fact]
    public void Create_NetworksOfTwoSizes_SaysBoth() =>
        Should.Throw<ShapeException>(
            () => Population([Wiring(1, 2), new(2, 1, [NeuronFunction.Linear], [1], [3])])).Message
            .ShouldBe("The networks of a population have as many inputs and outputs, but one has 4 and 3, "
                + "another 2 and 1.");

    [Fact]
    public void MeanLogLikelihood_ClassThatIsNoOutput_SaysSo() =>
        Should.Throw<ShapeException>(() => Population([Wiring(1, 2)]).MeanLogLikelihood(
            _blocks, [.. s_classes[1..], Outputs], s_weights, new double[3]))
            .Message.ShouldBe("The networks have 3 outputs, but a sample's class is not one of them.");

    [Fact]
    public void MeanLogLikelihood_TooFewResults_SaysWhatIsNeeded() =>
        Should.Throw<ShapeException>(() => Population([Wiring(1, 2)]).MeanLogLikelihood(
            _blocks, s_classes, s_weights, new double[2]))
            .Message.ShouldBe("A likelihood needs one class for each of 75 samples and a result for each "
                + "of 1 networks and each weight, but there are 75 classes, 3 weights and 2 results.");

    private double[] Means(NeuronWiring[] wirings, WorkerPool? workers = null)
    {
        var means = new double[wirings.Length * s_weights.Length];
        Population(wirings).MeanLogLikelihood(_blocks, s_classes, s_weights, means, workers);
        return means;
    }

    private double Plain(NeuronWiring wiring, double weight) => Enumerable.Range(0, Samples).Average(i =>
    {
        double[] z = PlainNeurons.Run(wiring, _inputs[i], _ => weight);
        return z[s_classes[i]] - z.Max() - Math.Log(z.Sum(value => Math.Exp(value - z.Max())));
    });

    private static NeuronPopulation Population(NeuronWiring[] wirings) =>
        new([.. wirings.Select(wiring => new NeuronProgram(wiring))]);

    private static NeuronWiring Wiring(int seed, int hidden) =>
        RandomWiring.Of(new Rng((ulong)seed), Inputs, hidden, Outputs, connections: 4 * hidden);

    private static NeuronWiring Related(NeuronWiring wiring, int functionOf)
    {
        ImmutableArray<NeuronFunction> functions =
            wiring.Functions.SetItem(functionOf, NeuronFunction.Sigmoid);
        return new(wiring.Inputs, wiring.Outputs, functions, wiring.Sources, wiring.Targets);
    }
}
