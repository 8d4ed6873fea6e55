using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

/// <summary>Whether two networks are the same function, on 1,000 inputs.</summary>
internal static class Preserved
{
    private const int Inputs = 1000;

    /// <summary>A network with He weights whose batch norms know the statistics of random inputs, and whose
    /// every other weight is random too, so that no edit gets by on a zero.</summary>
    public static Network Trained(ArchitectureGraph graph, ulong seed)
    {
        var rng = new Rng(seed);
        var network = Network.From(graph, new InitializedWeights(), rng);
        foreach (GraphWeight weight in graph.WeightSpecs)
        {
            if (weight.Spec.Role is WeightRole.Bias or WeightRole.Scale)
            {
                foreach (ref float value in network.Weights[weight.Name].Span)
                    value += 0.2f * (float)rng.NextNormal();
            }
        }
        for (int step = 0; step < 40; step++)
        {
            using var tape = new Tape(recording: false);
            network.Forward(tape.Input(InputsFor(graph, 64, rng)), new ApplyContext(Training: true, rng));
        }
        return network;
    }

    /// <summary>The largest difference of any output.</summary>
    public static double Difference(Network before, Network after)
    {
        Tensor inputs = InputsFor(before.Graph, Inputs, new Rng(99));
        using var tape = new Tape(recording: false);
        Tensor x = tape.Input(inputs);
        float[] a = before.Forward(x).ToArray(), b = after.Forward(x).ToArray();
        a.ShouldAllBe(value => float.IsFinite(value));
        a.Max().ShouldBeGreaterThan(a.Min());
        return a.Zip(b).Max(pair => Math.Abs((double)pair.First - pair.Second));
    }

    /// <summary>Standard normal inputs.</summary>
    public static Tensor InputsFor(ArchitectureGraph graph, int count, Rng rng)
    {
        var inputs = Tensor.Zeros(Shape.Create([count, .. graph.InputShape.ToArray()]));
        foreach (ref float value in inputs.Span)
            value = (float)rng.NextNormal();
        return inputs;
    }
}
