using System.Text.Json;
using Precocial.Tensors.Kernels;
using Precocial.Testing;

namespace Precocial.Tensors.Tests;

public sealed unsafe class NeuronLanesTests
{
    [SkippableFact]
    public void Functions_GoldenTable_AreTheAuthors()
    {
        foreach (string file in Goldens.Files("wann", "activations*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            double[] x = GoldenWiring.Numbers(document.RootElement, "x");
            foreach (NeuronFunction function in Enum.GetValues<NeuronFunction>())
            {
                double[] expected =
                    GoldenWiring.Numbers(document.RootElement.GetProperty("y"), $"{(int)function}");
                double[] actual = Apply(function, x);
                // Two roundings of numbers up to 1 (sines) or of the result itself.
                for (int i = 0; i < x.Length; i++)
                    actual[i].ShouldBe(expected[i], 5e-16 * Math.Max(1, Math.Abs(expected[i])),
                        $"{function}({x[i]})");
            }
        }
    }

    [Fact]
    public void Functions_OfManyNumbers_AreThoseOfTheCLibrary()
    {
        var rng = new Rng(2);
        double[] x = [.. Enumerable.Range(0, 20000).Select(i => rng.NextNormal() * Math.Pow(10, i % 9 - 4))];
        foreach (NeuronFunction function in Enum.GetValues<NeuronFunction>())
        {
            double[] actual = Apply(function, x);
            for (int i = 0; i < x.Length; i++)
            {
                double expected = PlainNeurons.Apply(function, x[i]);
                // Small results of tanh and sin keep their relative accuracy; the others are of size 1.
                double size = function == NeuronFunction.Tanh ? Math.Abs(expected)
                    : Math.Max(function == NeuronFunction.Sine ? 1e-3 : 1, Math.Abs(expected));
                actual[i].ShouldBe(expected, 1e-15 * size, $"{function}({x[i]:R})");
            }
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e300)]
    [InlineData(-1e18)]
    [InlineData(0.0)]
    [InlineData(1e-310)]
    public void Functions_OfExtremes_AreThoseOfTheCLibrary(double x)
    {
        foreach (NeuronFunction function in Enum.GetValues<NeuronFunction>())
        {
            double expected = PlainNeurons.Apply(function, x), actual = Apply(function, [x, 0.5])[0];
            if (double.IsFinite(expected))
                actual.ShouldBe(expected, 5e-16 * Math.Max(1, Math.Abs(expected)), $"{function}({x})");
            else
                actual.ShouldBe(expected, $"{function}({x})");
        }
    }

    [Fact]
    public void SinCos_ManyAngles_AreThoseOfTheCLibrary()
    {
        var rng = new Rng(4);
        for (int i = 0; i < 20000; i++)
        {
            double x = rng.NextNormal() * Math.Pow(10, i % 12 - 4);
            DoubleLane1 sine = DoubleMath.SinCos(DoubleLane1.Broadcast(x), out DoubleLane1 cosine);
            // The library's is nearly always the nearest double: at most the next one is ours.
            Value(sine).ShouldBe(Math.Sin(x), 1.2e-16);
            Value(cosine).ShouldBe(Math.Cos(x), 1.2e-16);
        }
    }

    [Fact]
    public void Run_EveryWidth_GivesTheSameBits()
    {
        NeuronWiring wiring =
            RandomWiring.Of(new Rng(9), inputs: 3, hidden: 25, outputs: 2, connections: 120);
        foreach (bool isShared in new[] { true, false })
        {
            double[] one = RunAt<DoubleLane1>(wiring, isShared);
            one.Distinct().Count().ShouldBeGreaterThan(40);
            CompareAt<DoubleLanes2>(wiring, isShared, one);
            CompareAt<DoubleLanes4>(wiring, isShared, one);
            CompareAt<DoubleLanes8>(wiring, isShared, one);
        }
    }

    private static void CompareAt<T>(NeuronWiring wiring, bool isShared, double[] expected)
        where T : struct, IDoubleLanes<T>
    {
        if (T.IsSupported)
            RunAt<T>(wiring, isShared).ShouldBe(expected);
    }

    [Fact]
    public void Run_RandomNetwork_IsThePlainLoop()
    {
        NeuronWiring wiring =
            RandomWiring.Of(new Rng(9), inputs: 3, hidden: 25, outputs: 2, connections: 120);
        var tuned = new NeuronLanes(new NeuronProgram(wiring), lanes: 5, isShared: false);
        var rng = new Rng(1);
        double[][] weights = [.. Enumerable.Range(0, 5).Select(_ => Numbers(rng, wiring.Connections))];
        double[][] inputs = [.. Enumerable.Range(0, 5).Select(_ => Numbers(rng, 3))];
        for (int lane = 0; lane < 5; lane++)
        {
            tuned.SetWeights(lane, weights[lane]);
            for (int i = 0; i < 3; i++)
                tuned.Inputs[i * tuned.Capacity + lane] = inputs[lane][i];
        }
        tuned.MoveWeights(from: 4, to: 3);
        tuned.Run(5);
        for (int lane = 0; lane < 5; lane++)
        {
            double[] own = weights[lane == 3 ? 4 : lane];
            double[] expected = PlainNeurons.Run(wiring, inputs[lane], i => own[i]);
            for (int k = 0; k < 2; k++)
            {
                tuned.Outputs[k * tuned.Capacity + lane]
                    .ShouldBe(expected[k], 1e-9 * Math.Max(1, Math.Abs(expected[k])));
            }
        }
    }

    [SkippableFact]
    public void Run_GoldenChampion_GivesTheAuthorsOutputs()
    {
        foreach (string file in Goldens.Files("wann", "net_*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            JsonElement root = document.RootElement;
            int inputs = root.GetProperty("n_input").GetInt32(),
                outputs = root.GetProperty("n_output").GetInt32();
            NeuronWiring wiring = GoldenWiring.Of(root, inputs, outputs);
            double[][] x = Rows(root.GetProperty("inputs"));
            foreach (JsonElement run in root.GetProperty("shared").EnumerateArray())
            {
                double weight = run.GetProperty("weight").GetDouble();
                Compare(wiring, [weight], isShared: true, x, Rows(run.GetProperty("outputs")));
                Compare(wiring, [.. Enumerable.Repeat(weight, wiring.Connections)], isShared: false, x,
                    Rows(run.GetProperty("outputs")));
            }
            JsonElement tuned = root.GetProperty("tuned");
            Compare(wiring, GoldenWiring.Numbers(tuned, "weights"), isShared: false, x,
                Rows(tuned.GetProperty("outputs")));
        }
    }

    [SkippableFact]
    public void Run_GoldenNetworksOfTheSite_GiveTheirOutputs()
    {
        foreach (string file in Goldens.Files("wann", "swing_site_nets*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (JsonElement net in document.RootElement.EnumerateArray())
            {
                double[][] x = Rows(net.GetProperty("inputs"));
                NeuronWiring wiring = GoldenWiring.Of(net, inputs: 5, outputs: 1);
                foreach (JsonElement run in net.GetProperty("shared").EnumerateArray())
                {
                    double[][] expected = [.. GoldenWiring.Numbers(run, "outputs").Select(y => new[] { y })];
                    Compare(wiring, [run.GetProperty("weight").GetDouble()], isShared: true, x, expected);
                }
            }
        }
    }

    [Fact]
    public void SetWeights_WrongNumber_SaysBoth() =>
        Should.Throw<ShapeException>(() => new NeuronLanes(
            new NeuronProgram(new(1, 1, [NeuronFunction.Linear], [0, 1], [2, 2])), 1, isShared: false)
            .SetWeights(0, [1])).Message.ShouldBe("A lane needs 2 weights, but 1 were given.");

    // The networks amplify: outputs up to 100, slopes up to 2π a layer.
    private static void Compare(
        NeuronWiring wiring, double[] weights, bool isShared, double[][] inputs, double[][] expected)
    {
        var lanes = new NeuronLanes(new NeuronProgram(wiring), inputs.Length, isShared);
        for (int lane = 0; lane < inputs.Length; lane++)
        {
            lanes.SetWeights(lane, weights);
            for (int i = 0; i < wiring.Inputs; i++)
                lanes.Inputs[i * lanes.Capacity + lane] = inputs[lane][i];
        }
        lanes.Run(inputs.Length);
        for (int lane = 0; lane < inputs.Length; lane++)
        {
            for (int k = 0; k < wiring.Outputs; k++)
            {
                double y = expected[lane][k];
                lanes.Outputs[k * lanes.Capacity + lane].ShouldBe(y, 1e-9 * Math.Max(1, Math.Abs(y)));
            }
        }
    }

    private static double[] RunAt<T>(NeuronWiring wiring, bool isShared) where T : struct, IDoubleLanes<T>
    {
        const int Stride = 24;
        var program = new NeuronProgram(wiring);
        var rng = new Rng(6);
        double[] rows = Numbers(rng, program.Rows * Stride),
            weights = Numbers(rng, wiring.Connections * Stride);
        fixed (double* row = rows, weight = weights)
            NeuronRollout.Run<T>(program, row, weight, Stride, lanes: Stride, isShared);
        return rows[^(2 * Stride)..];
    }

    private static double[] Apply(NeuronFunction function, double[] x)
    {
        var program = new NeuronProgram(new(1, 1, [function], [1], [2]));
        var lanes = new NeuronLanes(program, x.Length, isShared: true);
        for (int lane = 0; lane < x.Length; lane++)
            lanes.SetWeights(lane, [1]);
        x.CopyTo(lanes.Inputs);
        lanes.Run(x.Length);
        return lanes.Outputs[..x.Length].ToArray();
    }

    private static double Value(DoubleLane1 lane)
    {
        double value;
        lane.Store(&value);
        return value;
    }

    private static double[] Numbers(Rng rng, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => rng.NextNormal())];

    private static double[][] Rows(JsonElement rows) =>
        [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(v => v.GetDouble()).ToArray())];
}
