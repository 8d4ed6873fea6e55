using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Hypernetworks.Tests;

public sealed class PerceptronKernelDecoderTests
{
    private static readonly HypernetworkConfiguration s_plain = SmallNetworks.Configuration with
    {
        Decoder = DecoderKind.Perceptron,
        NormalizesWeights = false,
    };

    [Fact]
    public void NamesAndShapes_Ghn1AtPublishedSizes_AreAsManyNumbersAsInTheReleasedCode() =>
        GraphHypernetwork.NamesAndShapes(HypernetworkConfiguration.Ghn1 with { Decoder = DecoderKind.Perceptron })
            .Sum(weight => weight.Shape.Count).ShouldBe(32_281_970);

    [Fact]
    public void PredictOn_KernelsAndClassifier_AreThePerceptronsOutputs()
    {
        var hypernetwork = GraphHypernetwork.Create(s_plain, new Rng(1));
        HypernetworkGraph nodes = HypernetworkGraph.Of(Graph());
        using var tape = new Tape(recording: false);
        Tensor x = hypernetwork.EmbedNodes(tape, nodes);
        IReadOnlyDictionary<string, Tensor> predicted = hypernetwork.PredictOn(tape, nodes);
        foreach (string name in (string[])["stem.weight", "deep.weight", "depthwise.weight", "classifier.weight"])
        {
            Tensor weight = predicted[name];
            int node = nodes.Nodes.ToList().FindIndex(n => n.Weights.Any(w => w.Name == name));
            double[] hidden = Hidden(hypernetwork, x, node);
            KernelShape shape = KernelShape.Of(weight.Shape);
            for (int i = 0; i < weight.Count; i++)
                ((double)weight.Span[i]).ShouldBe(Expected(hypernetwork, hidden, name, shape, i), 1e-5, name);
        }
    }

    [Fact]
    public void PredictOn_Gradients_AreThoseOfDifferences()
    {
        // Piecewise linear in each tensor of the decoder: differences are exact but for rounding and kinks.
        const float Step = 1e-3f;
        var hypernetwork = GraphHypernetwork.Create(s_plain with { NormalizesWeights = true }, new Rng(2));
        HypernetworkGraph nodes = HypernetworkGraph.Of(Graph());
        using (var tape = new Tape())
        {
            tape.Backward(Kernels(hypernetwork.PredictOn(tape, nodes))
                .Select(pair => (pair.Value * tape.Input(Normal(pair.Key, pair.Value.Shape))).Sum())
                .Aggregate((a, b) => a + b));
        }
        foreach ((string name, Tensor weight) in hypernetwork.Weights.Where(pair => IsDecoders(pair.Key)))
        {
            Tensor direction = Normal(name, weight.Shape);
            double slope = Product(direction, weight.Gradient!);
            float[] before = weight.ToArray();
            double difference = 0;
            foreach (float step in (float[])[Step, -Step])
            {
                for (int i = 0; i < before.Length; i++)
                    weight.Span[i] = before[i] + step * direction.Span[i];
                using var tape = new Tape(recording: false);
                difference += Math.Sign(step) * Kernels(hypernetwork.PredictOn(tape, nodes))
                    .Sum(pair => Product(pair.Value, Normal(pair.Key, pair.Value.Shape)));
            }
            before.CopyTo(weight.Span);
            (difference / (2 * Step)).ShouldBe(slope, 1e-3 * (1 + Math.Abs(slope)), name);
        }
    }

    private static bool IsDecoders(string name) => name.StartsWith("decoder.", StringComparison.Ordinal);

    private static IEnumerable<KeyValuePair<string, Tensor>> Kernels(IReadOnlyDictionary<string, Tensor> weights) =>
        weights.Where(pair => pair.Key.EndsWith("weight", StringComparison.Ordinal));

    private static double Product(Tensor a, Tensor b)
    {
        double sum = 0;
        for (int i = 0; i < a.Count; i++)
            sum += (double)a.Span[i] * b.Span[i];
        return sum;
    }

    // The same numbers for the same name.
    private static Tensor Normal(string name, Shape shape)
    {
        Rng rng = new Rng(3).Split(name);
        var tensor = Tensor.Zeros(shape);
        foreach (ref float value in tensor.Span)
            value = (float)rng.NextNormal();
        return tensor;
    }

    // More outputs, fewer inputs and a smaller window than the largest kernel; a shape twice.
    private static ArchitectureGraph Graph()
    {
        var builder = new GraphBuilder([3, 8, 8]);
        builder.Add("stem", new Convolution(24, 3));
        builder.Add("deep", new Convolution(24, 5));
        builder.Add("depthwise", new DepthwiseConvolution(3));
        builder.Add("again", new DepthwiseConvolution(3));
        builder.Add("pool", new GlobalAveragePool());
        builder.Add("classifier", new Linear(3));
        return builder.Build();
    }

    private static double[] Hidden(GraphHypernetwork hypernetwork, Tensor x, int node)
    {
        Tensor weight = hypernetwork.Weights["decoder.mlp.fc.0.weight"];
        Tensor bias = hypernetwork.Weights["decoder.mlp.fc.0.bias"];
        int inputs = weight.Shape[1];
        return [.. Enumerable.Range(0, weight.Shape[0]).Select(h => Math.Max(0, bias.Span[h] + Enumerable.Range(0, inputs)
            .Sum(i => (double)weight.Span[h * inputs + i] * x.Span[node * inputs + i])))];
    }

    private static double Expected(
        GraphHypernetwork hypernetwork, double[] hidden, string name, KernelShape shape, int index)
    {
        KernelShape max = s_plain.MaxShape;
        int x = index % shape.Width, y = index / shape.Width % shape.Height,
            i = index / shape.Width / shape.Height % shape.In % max.In, o = index / shape.Width / shape.Height / shape.In;
        bool classifier = name == "classifier.weight";
        string layer = classifier ? "decoder.class_layer_predictor.1" : "decoder.mlp.fc.2";
        int row = classifier ? o * max.In + i : ((o % max.Out * max.In + i) * max.Height + y) * max.Width + x;
        Tensor weight = hypernetwork.Weights[layer + ".weight"], bias = hypernetwork.Weights[layer + ".bias"];
        return bias.Span[row] + hidden.Select((value, h) => value * weight.Span[row * hidden.Length + h]).Sum();
    }
}
