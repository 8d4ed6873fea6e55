using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

/// <summary>Networks and batches small enough to be computed by hand.</summary>
internal static class TinyNetworks
{
    public static readonly Activation Relu = new(ActivationFunction.Relu);

    /// <summary>A network with these weights, in the graph's order.</summary>
    public static Network With(GraphBuilder builder, params float[][] weights)
    {
        ArchitectureGraph graph = builder.Build();
        return new(graph, [.. graph.WeightSpecs.Zip(weights,
            (spec, values) => Tensor.From(values, spec.Spec.Shape, requiresGradient: spec.Spec.Trainable))]);
    }

    /// <summary>Linear layers without offsets, with a relu between each two.</summary>
    public static GraphBuilder Chain(int inputs, params ReadOnlySpan<int> widths)
    {
        var builder = new GraphBuilder([inputs]);
        for (int i = 0; i < widths.Length; i++)
        {
            if (i > 0)
                builder.Add(Relu);
            builder.Add(new Linear(widths[i], Bias: false));
        }
        return builder;
    }

    public static Batch Batch(float[][] samples, params int[] labels) =>
        new(Tensor.From(samples.SelectMany(s => s).ToArray(), [samples.Length, samples[0].Length]), labels);

    public static Batch Noise(Shape sample, int count, ulong seed)
    {
        var rng = new Rng(seed);
        Tensor inputs = Tensor.Zeros(Shape.Create([count, .. sample.ToArray()]));
        foreach (ref float value in inputs.Span)
            value = (float)rng.NextNormal();
        return new(inputs, [.. Enumerable.Range(0, count).Select(i => i % 2)]);
    }
}
