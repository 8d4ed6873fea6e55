using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Hypernetworks.Tests;

public sealed class PredictionTests
{
    [Theory]
    [InlineData(3, 64, 3, 10)]
    [InlineData(5, 64, 3, 7)]
    [InlineData(7, 17, 11, 1)]
    [InlineData(11, 70, 13, 1000)]
    [InlineData(13, 33, 23, 2)]
    [InlineData(31, 130, 1, 33)]
    public void Predict_AnyChannelsWindowsAndClasses_IsTheTilingOfTheDecodedBlock(
        int inputs, int outputs, int kernel, int classes)
    {
        ArchitectureGraph graph = Chain(inputs, outputs, kernel, classes);
        GraphHypernetwork hypernetwork = SmallNetworks.Hypernetwork();

        Prediction prediction = hypernetwork.Predict(graph);

        prediction.Skipped.ShouldBeEmpty();
        prediction.PredictedParameters.ShouldBe(graph.Parameters);
        Tensor weight = Named(graph, prediction, "conv.weight");
        int p0 = Math.Min(outputs, 16), p1 = Math.Min(inputs, 16), k = Math.Min(kernel, 5);
        for (int i = 0; i < weight.Count; i++)
        {
            int x = i % kernel, y = i / kernel % kernel, c = i / kernel / kernel % inputs,
                o = i / kernel / kernel / inputs;
            float tile = weight.Span[((o % p0 * inputs + c % p1) * kernel + y % k) * kernel + x % k];
            weight.Span[i].ShouldBe(tile);
        }
        weight.ToArray().Distinct().Count().ShouldBeGreaterThan(p0 * p1 * k * k / 2);
    }

    [Fact]
    public void Predict_EveryInputCount_Works()
    {
        GraphHypernetwork hypernetwork = SmallNetworks.Hypernetwork();
        for (int inputs = 3; inputs <= 31; inputs++)
            hypernetwork.Predict(Chain(inputs, 64, 3, 10)).Tensors[0].Span[^1].ShouldNotBe(0);
    }

    [Fact]
    public void Predict_NodesInAnotherOrder_GivesEachTheSameWeights()
    {
        GraphHypernetwork hypernetwork = SmallNetworks.Hypernetwork();
        ArchitectureGraph one = Branches(swapped: false), other = Branches(swapped: true);
        Prediction a = hypernetwork.Predict(one), b = hypernetwork.Predict(other);
        foreach (GraphWeight weight in one.WeightSpecs)
        {
            ReadOnlySpan<float> expected = Named(one, a, weight.Name).Span;
            ReadOnlySpan<float> actual = Named(other, b, weight.Name).Span;
            for (int i = 0; i < expected.Length; i++)
                actual[i].ShouldBe(expected[i], 2e-6f, weight.Name); // sums of messages in another order
        }
    }

    [Fact]
    public void Predict_WhatHasNoWord_IsInitializedAndCounted()
    {
        var builder = new GraphBuilder([4, 6, 6]);
        builder.Add("conv", new Convolution(8, 3));
        builder.Add("scale", new LayerScale());
        builder.Add("pool", new GlobalAveragePool());
        builder.Add("classifier", new Linear(3));
        Prediction prediction = SmallNetworks.Hypernetwork().Predict(builder.Build());
        prediction.Skipped.ShouldBe(["scale.weight"]);
        prediction.InitializedParameters.ShouldBe(8);
        prediction.PredictedParameters.ShouldBe(8 * 4 * 9 + 3 * 8 + 3);
        prediction.Nodes.ShouldBe(5);
    }

    [Fact]
    public void Predict_ConstantsOfAnImportedNetwork_AreTakenOver()
    {
        var builder = new GraphBuilder([2, 6, 6]);
        builder.Add("shift", new TensorArithmetic(ArithmeticFunction.Subtract, [2, 1, 1], Trained: false));
        builder.Add("conv", new Convolution(8, 3));
        builder.Add("pool", new GlobalAveragePool());
        builder.Add("classifier", new Linear(3));
        ArchitectureGraph graph = builder.Build();
        GraphHypernetwork hypernetwork = SmallNetworks.Hypernetwork();
        var known = new Dictionary<string, Tensor>
        {
            ["shift.weight"] = Tensor.From([3, 4], [1, 2, 1, 1]),
            ["conv.weight"] = Tensor.Zeros([8, 2, 3, 3]),
        };

        Prediction with = hypernetwork.Predict(graph, HypernetworkGraph.Of(graph), new Rng(0), known);
        Prediction without = hypernetwork.Predict(graph);

        with.Tensors[0].ToArray().ShouldBe([3, 4]);
        with.Tensors[1].Span[0].ShouldNotBe(0);
        with.Skipped.ShouldBeEmpty();
        with.PredictedParameters.ShouldBe(graph.Parameters);
        without.Skipped.ShouldBe(["shift.weight"]);
        without.InitializedParameters.ShouldBe(0);
    }

    [Fact]
    public void Predict_FromManyThreads_GivesTheSameBytes()
    {
        GraphHypernetwork hypernetwork = SmallNetworks.Hypernetwork();
        ArchitectureGraph graph = Chain(7, 40, 5, 9);
        float[] expected = hypernetwork.Predict(graph).Tensors[0].ToArray();
        var found = new float[8][];
        using var workers = new WorkerPool(4);
        workers.For(found.Length, i => found[i] = hypernetwork.Predict(graph).Tensors[0].ToArray());
        foreach (float[] values in found)
            values.ShouldBe(expected);
    }

    [Fact]
    public void Embed_AnyNetwork_HasTheHiddenSize() =>
        SmallNetworks.Hypernetwork().Embed(Chain(3, 8, 3, 10)).Length.ShouldBe(8);

    [Fact]
    public void Constructor_WeightOfAnotherShape_SaysWhich()
    {
        var weights = SmallNetworks.Hypernetwork().Weights.ToDictionary(pair => pair.Key, pair => pair.Value);
        weights["ln.weight"] = Tensor.Zeros([9]);
        Should.Throw<ArgumentException>(() => new GraphHypernetwork(SmallNetworks.Configuration, weights))
            .Message.ShouldContain("ln.weight must be [8], but is [9]");
        weights.Remove("ln.weight");
        Should.Throw<ArgumentException>(() => new GraphHypernetwork(SmallNetworks.Configuration, weights))
            .Message.ShouldContain("ln.weight [8] is missing");
    }

    [Fact]
    public void ConfigurationJson_Read_IsWhatWasWritten()
    {
        var written = SmallNetworks.Configuration with
        {
            LeakySlope = 0.1f,
            VirtualEdges = 7,
            Decoder = DecoderKind.Perceptron,
        };
        ConfigurationJson.Read(ConfigurationJson.Write(written)).ShouldBe(written);
        Should.Throw<FormatException>(() => ConfigurationJson.Read("{\"hid\": 7}"));
        string huge = ConfigurationJson.Write(written).Replace("\"hid\":8", "\"hid\":2000000000");
        Should.Throw<FormatException>(() => ConfigurationJson.Read(huge)).Message.ShouldNotContain("\n");
    }

    private static ArchitectureGraph Chain(int inputs, int outputs, int kernel, int classes)
    {
        var builder = new GraphBuilder([inputs, 24, 24]);
        builder.Add("conv", new Convolution(outputs, kernel));
        builder.Add("norm", new BatchNorm());
        builder.Add("depthwise", new DepthwiseConvolution(3));
        builder.Add("pool", new GlobalAveragePool());
        builder.Add("classifier", new Linear(classes));
        return builder.Build();
    }

    private static ArchitectureGraph Branches(bool swapped)
    {
        var builder = new GraphBuilder([3, 8, 8]);
        int stem = builder.Add("stem", new Convolution(8, 3));
        int Left() => builder.Add("left.norm", new BatchNorm(), builder.Add("left", new Convolution(8, 3), stem));
        int Right() => builder.Add("right", new Convolution(8, 5, Bias: true), stem);
        int a = swapped ? Right() : Left(), b = swapped ? Left() : Right();
        builder.Add("sum", new Sum(), a, b);
        builder.Add("pool", new GlobalAveragePool());
        builder.Add("classifier", new Linear(3));
        return builder.Build();
    }

    private static Tensor Named(ArchitectureGraph graph, Prediction prediction, string name) =>
        prediction.Tensors[graph.WeightSpecs.ToList().FindIndex(weight => weight.Name == name)];
}
