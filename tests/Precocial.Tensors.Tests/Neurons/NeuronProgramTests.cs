using System.Text.Json;
using Precocial.Testing;

namespace Precocial.Tensors.Tests;

public sealed class NeuronProgramTests
{
    private static readonly double[] s_weights = [-2, -1, -0.5, 0.5, 1, 2];

    [Fact]
    public void Compile_NeuronsThatReachNoOutput_AreLeftOut()
    {
        // 3 feeds the output 5; 4 is fed and feeds nobody.
        var wiring = new NeuronWiring(2, 1, [NeuronFunction.Tanh, NeuronFunction.Sine, NeuronFunction.Linear],
            [0, 1, 1, 2, 3], [5, 3, 4, 3, 5]);
        var program = new NeuronProgram(wiring);
        program.Neurons.ShouldBe(2);
        program.LiveConnections.ShouldBe(4);
        program.Functions.ShouldBe([NeuronFunction.Tanh, NeuronFunction.Linear]);
        program.Starts.ShouldBe([0, 2, 4]);
        program.Sources.ShouldBe([1, 2, 0, 3]);
        program.NeuronStarts.ShouldBe([2, 3]);
        program.Connections.ShouldBe([1, 3, 0, 4]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(70)]
    public void Run_RandomNetwork_IsThePlainLoop(int samples)
    {
        NeuronWiring wiring =
            RandomWiring.Of(new Rng(3), inputs: 5, hidden: 40, outputs: 3, connections: 250);
        var program = new NeuronProgram(wiring);
        float[] inputs = Inputs(samples * 5);
        SampleBlocks blocks = Blocks(inputs, 5);
        float[] tuned = Inputs(wiring.Connections), shared = new float[samples * 3],
            own = new float[samples * 3];
        program.Run(blocks, 0.5, shared);
        program.Run(blocks, tuned, own);
        for (int i = 0; i < samples; i++)
        {
            double[] x = [.. inputs.AsSpan(i * 5, 5).ToArray()];
            double[] expected = PlainNeurons.Run(wiring, x, _ => 0.5);
            double[] expectedOwn = PlainNeurons.Run(wiring, x, c => tuned[c]);
            for (int k = 0; k < 3; k++)
            {
                // Float32 through some ten layers of functions with slopes up to π.
                ((double)shared[i * 3 + k]).ShouldBe(expected[k], 2e-3 * Math.Max(1, Math.Abs(expected[k])));
                ((double)own[i * 3 + k]).ShouldBe(expectedOwn[k],
                    2e-3 * Math.Max(1, Math.Abs(expectedOwn[k])));
            }
        }
    }

    [Fact]
    public void Run_SeveralThreads_GivesTheSameBytes()
    {
        NeuronWiring wiring =
            RandomWiring.Of(new Rng(5), inputs: 5, hidden: 30, outputs: 3, connections: 200);
        var program = new NeuronProgram(wiring);
        SampleBlocks blocks = Blocks(Inputs(500 * 5), 5);
        float[] one = new float[1500], two = new float[1500];
        using var pool = new WorkerPool(2);
        program.Run(blocks, 1.3, one);
        program.Run(blocks, 1.3, two, pool);
        two.ShouldBe(one);
    }

    [SkippableFact]
    public void MeanLogLikelihood_GoldenDigits_IsTheAuthorsReward()
    {
        foreach (string file in Goldens.Files("wann", "digits_reward*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            int[] batch =
                [.. GoldenWiring.Numbers(document.RootElement, "batch_indices").Select(i => (int)i)];
            (SampleBlocks samples, int[] classes) = Digits(batch);
            foreach (JsonElement net in document.RootElement.GetProperty("nets").EnumerateArray())
            {
                var program = new NeuronProgram(GoldenWiring.Of(net, 64, 10));
                double[] means = new double[6], expected = GoldenWiring.Numbers(net, "reward");
                program.MeanLogLikelihood(samples, classes, GoldenWiring.Numbers(net, "weights"), means);
                // Float32: seven digits, less three for the depth of the networks.
                for (int w = 0; w < 6; w++)
                    means[w].ShouldBe(expected[w], 1e-4 * Math.Abs(expected[w]));
            }
        }
    }

    [Fact]
    public void MeanLogLikelihood_ManyWeights_EachIsAsIfAlone()
    {
        NeuronWiring wiring = RandomWiring.Of(new Rng(7), inputs: 4, hidden: 20, outputs: 3, connections: 90);
        var program = new NeuronProgram(wiring);
        SampleBlocks blocks = Blocks(Inputs(4 * 75), 4);
        int[] classes = [.. Enumerable.Range(0, 75).Select(i => i % 3)];
        double[] together = new double[6], alone = new double[1];
        program.MeanLogLikelihood(blocks, classes, s_weights, together);
        for (int w = 0; w < 6; w++)
        {
            program.MeanLogLikelihood(blocks, classes, [s_weights[w]], alone);
            alone[0].ShouldBe(together[w]);
        }
    }

    [Fact]
    public void MeanLogLikelihood_OutputBeyondFloats_IsNaN()
    {
        NeuronFunction[] squares = [.. Enumerable.Repeat(NeuronFunction.Square, 8)];
        var wiring = new NeuronWiring(1, 1, [.. squares], [1, 2, 3, 4, 5, 6, 7, 8], [2, 3, 4, 5, 6, 7, 8, 9]);
        double[] means = new double[2];
        new NeuronProgram(wiring).MeanLogLikelihood(Blocks([2f], 1), [0], [2.0, 0.1], means);
        means.ShouldBe([double.NaN, 0]);
    }

    [Fact]
    public void Run_SamplesOfAnotherSize_SaysBothSizes() =>
        Should.Throw<ShapeException>(() => new NeuronProgram(new(2, 1, [NeuronFunction.Linear], [1], [3]))
            .Run(new SampleBlocks(1, 3), 1, new float[1])).Message
            .ShouldBe("The network has 2 inputs, but the samples have 3.");

    private static float[] Inputs(int count)
    {
        var rng = new Rng(1);
        return [.. Enumerable.Range(0, count).Select(_ => (float)rng.NextNormal())];
    }

    private static SampleBlocks Blocks(float[] inputs, int size)
    {
        var blocks = new SampleBlocks(inputs.Length / size, size);
        for (int i = 0; i < blocks.Samples; i++)
            blocks.Set(i, inputs.AsSpan(i * size, size));
        return blocks;
    }

    private static (SampleBlocks Samples, int[] Classes) Digits(int[] rows)
    {
        string[] lines = File.ReadAllLines(Goldens.File("wann", "digits_8x8.csv"));
        var blocks = new SampleBlocks(rows.Length, 64);
        var classes = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            int[] numbers = [.. lines[1 + rows[i]].Split(',').Select(int.Parse)];
            classes[i] = numbers[0];
            blocks.Set(i, [.. numbers.Skip(1).Select(p => p / 16f)]);
        }
        return (blocks, classes);
    }
}
