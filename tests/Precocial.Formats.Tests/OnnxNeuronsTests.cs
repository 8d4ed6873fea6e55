using Precocial.Architectures;
using Precocial.Formats.Onnx;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

public sealed class OnnxNeuronsTests
{
    // Float32 rounding through about ten layers of sums of order one; a wrong weight or function is off by
    // 0.1 and more. No sum in front of a step comes that near to 0.
    private const double Tolerance = 1e-4;

    [SkippableFact]
    public void Save_OfEveryFunction_GivesTheSameOutputsInOnnxRuntime()
    {
        OnnxRuntime.SkipIfAbsent();
        Agree(WiringNetworks.Network(WiringNetworks.EveryFunction()));
    }

    [SkippableFact]
    public void Save_OfLargeSums_KeepsTheDigitsOfSineAndCosine()
    {
        OnnxRuntime.SkipIfAbsent();
        var wiring = new NeuronWiring(1, 3, [NeuronFunction.Sine, NeuronFunction.Cosine, NeuronFunction.Gaussian],
            [1, 1, 1], [2, 3, 4]);
        Network network = WiringNetworks.Network(wiring);
        // A power of two: the sums are exact.
        network.Weights["neurons.weight"].Span.Fill(4096);
        Agree(network);
    }

    [SkippableFact]
    public void Save_OfNeuronsThatNothingFeeds_GivesTheirFunctionOfZero()
    {
        OnnxRuntime.SkipIfAbsent();
        var wiring = new NeuronWiring(2, 2, [NeuronFunction.Cosine, NeuronFunction.Linear, NeuronFunction.Gaussian],
            [3], [4]);
        Agree(WiringNetworks.Network(wiring));
    }

    [SkippableFact]
    public void Save_OfFixedValues_GivesTheSameOutputsInOnnxRuntime()
    {
        OnnxRuntime.SkipIfAbsent();
        NeuronWiring wiring = WiringNetworks.EveryFunction();
        var builder = new GraphBuilder([wiring.Inputs]);
        var rng = new Rng(4);
        builder.Add(new Neurons(wiring)
        {
            Values = [.. Enumerable.Range(0, wiring.Connections).Select(_ => (float)(0.5 * rng.NextNormal()))],
        });
        var network = new Network(builder.Build(), []);
        using var folder = new TemporaryFolder();
        Tensor batch = SampleNetworks.Inputs(network, count: 100);
        OnnxFile.Save(network, folder.File("n.onnx"));

        (float[] actual, _, _, _) = OnnxRuntime.Run(folder.File("n.onnx"), batch);

        Outputs(network, batch).Zip(actual, (a, b) => (double)Math.Abs(a - b)).Max()
            .ShouldBeLessThanOrEqualTo(Tolerance);
        Outputs(OnnxFile.Load(folder.File("n.onnx")), batch).ShouldBe(Outputs(network, batch));
    }

    [Fact]
    public void Save_OfAsManyConnectionsAsTheAuthorsDigitNetwork_IsSmall()
    {
        NeuronWiring wiring = WiringNetworks.EveryFunction(inputs: 256, hidden: 140, outputs: 10, density: 0.04);

        ModelProto model = OnnxModel.Of(WiringNetworks.Network(wiring), notes: null);

        wiring.Connections.ShouldBeInRange(1600, 2200);
        model.CalculateSize().ShouldBeLessThan(256 << 10);
    }

    private static float[] Outputs(Network network, Tensor batch)
    {
        using var tape = new Tape(recording: false);
        return network.Forward(tape.Input(batch)).ToArray();
    }

    private static void Agree(Network network)
    {
        using var folder = new TemporaryFolder();
        Tensor batch = SampleNetworks.Inputs(network, count: 100);
        OnnxFile.Save(network, folder.File("n.onnx"));

        (float[] actual, _, _, int[] axes) = OnnxRuntime.Run(folder.File("n.onnx"), batch);

        axes.ShouldBe([100, network.Graph.OutputShape[0]]);
        WiringNetworks.Outputs(network, batch).Zip(actual, (a, b) => (double)Math.Abs(a - b)).Max()
            .ShouldBeLessThanOrEqualTo(Tolerance);
    }
}
