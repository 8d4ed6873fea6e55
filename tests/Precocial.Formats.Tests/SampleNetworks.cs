using Precocial.Architectures;
using Precocial.Architectures.Tests;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

/// <summary>Networks whose every weight matters: scales, offsets and running statistics are random as
/// well.</summary>
internal static class SampleNetworks
{
    public static Network EveryPrimitive() => Random(SampleGraphs.EveryPrimitive());

    public static Network Tokens() => Random(SampleGraphs.Tokens());

    public static Network General() => Random(SampleGraphs.General());

    public static Network Residual() => Random(SampleGraphs.Residual());

    /// <summary>All activations side by side on the head of
    /// <see cref="SampleGraphs.EveryPrimitive"/>.</summary>
    public static Network EveryPrimitiveAndActivation()
    {
        ArchitectureGraph head = SampleGraphs.EveryPrimitive();
        var builder = new GraphBuilder(head.InputShape);
        foreach (Node node in head.Nodes[1..])
            builder.Add(node.Name, node.Primitive, node.Inputs.AsSpan());
        int trunk = builder.Last;
        var activations = Enum.GetValues<ActivationFunction>()
            .Select(function => builder.Add(new Activation(function), builder.Add(new Linear(4), trunk)))
            .ToArray();
        builder.Add(new Concat(), activations);
        builder.Add(new BatchNorm());
        builder.Add(new Linear(5));
        return Random(builder.Build());
    }

    public static Network Random(ArchitectureGraph graph, ulong seed = 11)
    {
        Network network = Network.From(graph, new InitializedWeights(), new Rng(seed));
        foreach (GraphWeight weight in graph.WeightSpecs.Where(w => w.Spec.Role != WeightRole.Kernel))
        {
            Rng rng = new Rng(seed).Split(weight.Name + ".test");
            bool positive = weight.Spec.Role is WeightRole.Scale or WeightRole.RunningVariance;
            foreach (ref float value in network.Weights[weight.Name].Span)
                value = positive ? 0.5f + rng.NextSingle() : (float)(0.3 * rng.NextNormal());
        }
        return network;
    }

    /// <summary>Random inputs of a network.</summary>
    public static Tensor Inputs(Network network, int count)
    {
        Tensor batch = Tensor.Zeros(Shape.Create([count, .. network.Graph.InputShape.ToArray()]));
        var rng = new Rng(41);
        foreach (ref float value in batch.Span)
            value = (float)(2 * rng.NextNormal());
        return batch;
    }

    /// <summary>What the network itself answers.</summary>
    public static float[] Logits(Network network, Tensor batch)
    {
        using var tape = new Tape(recording: false);
        return network.Forward(tape.Input(batch)).ToArray();
    }

    /// <summary>The class with the largest logit, for each sample.</summary>
    public static int[] Predictions(float[] logits, int classes) =>
        [.. logits.Chunk(classes).Select(row => Array.IndexOf(row, row.Max()))];
}
