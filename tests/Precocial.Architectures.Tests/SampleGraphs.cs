using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

/// <summary>Graphs that several tests use.</summary>
internal static class SampleGraphs
{
    /// <summary>Input, standardise, conv-bn-relu twice with a residual sum, pool, linear.</summary>
    public static ArchitectureGraph Residual()
    {
        var builder = new GraphBuilder([2, 8, 8]);
        builder.Add("standardize", new Standardize([1f, 2f], [0.5f, 0.25f]));
        builder.Add("stem.conv", new Convolution(OutChannels: 4, Kernel: 3));
        int stem = builder.Add("stem.norm", new BatchNorm());
        builder.Add("block.relu", new Activation(ActivationFunction.Relu));
        int branch = builder.Add("block.conv", new Convolution(OutChannels: 4, Kernel: 3, Bias: true));
        builder.Add("sum", new Sum(), stem, branch);
        builder.Add("pool", new GlobalAveragePool());
        builder.Add("head", new Linear(OutFeatures: 3));
        return builder.Build();
    }

    /// <summary>Every primitive at least once; strides, dilations, groups, odd and even windows, images that
    /// are not square.</summary>
    public static ArchitectureGraph EveryPrimitive()
    {
        var builder = new GraphBuilder([2, 17, 18]);
        builder.Add("standardize", new Standardize([1f, 2f], [0.5f, 0.25f]));
        builder.Add("conv", new Convolution(8, Kernel: 3, Stride: 2, Dilation: 2, Groups: 2, Bias: true));
        int norm = builder.Add("norm", new BatchNorm());
        int depthwise = builder.Add("depthwise", new DepthwiseConvolution(Kernel: 5, Stride: 1, Dilation: 1));
        int relu = builder.Add("relu", new Activation(ActivationFunction.Relu));
        int average = builder.Add("average", new AveragePool(Size: 3, Stride: 1), norm);
        int zero = builder.Add("zero", new Zero(), norm);
        int identity = builder.Add("identity", new Identity(), depthwise);
        int sum = builder.Add("sum", new Sum(), average, relu, zero, identity);
        builder.Add("squeeze", new GlobalAveragePool());
        builder.Add("squeeze.linear", new Linear(OutFeatures: 8, Bias: false));
        int gate = builder.Add("gate", new Activation(ActivationFunction.Sigmoid));
        int scaled = builder.Add("scaled", new ChannelScale(), sum, gate);
        builder.Add("concat", new Concat(), scaled, average);
        builder.Add("max", new MaxPool(Size: 3, Stride: 2));
        builder.Add("shrink", new DepthwiseConvolution(Kernel: 3, Stride: 2, Dilation: 2));
        builder.Add("even", new AveragePool(Size: 2, Stride: 1));
        builder.Add("flatten", new Flatten());
        builder.Add("dropout", new Dropout(Rate: 0.25f));
        builder.Add("layer_norm", new LayerNorm());
        builder.Add("narrow", new Linear(OutFeatures: 2));
        builder.Add("neurons", new Neurons(new NeuronWiring(
            inputs: 2, outputs: 3, [NeuronFunction.Sine, NeuronFunction.Tanh, .. Outputs(3)],
            [0, 1, 2, 2, 3, 3, 4], [5, 3, 4, 7, 4, 6, 5])));
        builder.Add("head", new Linear(OutFeatures: 3));
        return builder.Build();

        static NeuronFunction[] Outputs(int count) => [.. Enumerable.Repeat(NeuronFunction.Linear, count)];
    }

    /// <summary>Windows that are not square, padding that is not "same", and every primitive that tokens
    /// need.</summary>
    public static ArchitectureGraph Tokens()
    {
        var builder = new GraphBuilder([2, 17, 18]);
        builder.Add("flat", new Convolution(6, Kernel: 1, Bias: true)
        {
            KernelWidth = 7,
            StrideWidth = 2,
            Pads = new(Top: 0, Left: 3, Bottom: 0, Right: 3),
        });
        builder.Add("tall", new Convolution(12, Kernel: 7, Stride: 2)
        {
            KernelWidth = 1,
            StrideWidth = 1,
            Pads = new(Top: 3, Left: 0, Bottom: 3, Right: 0),
        });
        builder.Add("patch", new Convolution(12, Kernel: 2, Groups: 3) { Pads = new(1, 0, 0, 1) });
        builder.Add("max", new MaxPool(Size: 2, Stride: 1) { KernelWidth = 3, Pads = new(1, 0, 0, 1) });
        builder.Add(
            "average", new AveragePool(Size: 3, Stride: 2) { Pads = new(1, 1, 1, 1), CeilMode = true });
        int image = builder.Add("whole", new AveragePool(Size: 3, Stride: 1) { CountIncludesPadding = true });
        builder.Add("place", new PositionEncoding());
        builder.Add("shift", new Shift());
        builder.Add("in", new LayerScale());
        int grid = builder.Add("both", new Sum(), builder.Last, image);
        builder.Add("tokens", new ImageToTokens());
        int tokens = builder.Add("class", new ClassToken());
        builder.Add("places", new PositionEncoding());
        builder.Add("norm", new LayerNorm());
        builder.Add("to_qkv", new Linear(OutFeatures: 36, Bias: false));
        builder.Add("attention", new Attention(Heads: 3));
        builder.Add("to_out", new Linear(OutFeatures: 12));
        builder.Add("out", new LayerScale());
        int block = builder.Add("residual", new Sum(), builder.Last, tokens);
        int first = builder.Add("first", new SelectToken(Index: 0));
        int third = builder.Add("third", new SelectToken(Index: 2), block);
        builder.Add("again", new ImageToTokens(), grid);
        builder.Add("image", new TokensToImage(builder.ShapeOf(grid)[1], builder.ShapeOf(grid)[2]));
        int fewer = builder.Add("fewer", new Subsample(Stride: 2));
        builder.Add("squeeze", new GlobalAveragePool { KeepAxes = true });
        builder.Add("gate", new Activation(ActivationFunction.HardSigmoid));
        builder.Add("scaled", new ChannelScale(), fewer, builder.Last);
        int pooled = builder.Add("pool", new GlobalAveragePool());
        builder.Add("concat", new Concat(), first, third, pooled);
        builder.Add("head", new Linear(OutFeatures: 3));
        return builder.Build();
    }

    /// <summary>Every general primitive, which imported networks have.</summary>
    public static ArchitectureGraph General()
    {
        var builder = new GraphBuilder([2, 17, 18]);
        int image = builder.Add("stem", new Convolution(6, Kernel: 3, Stride: 3));
        builder.Add("rows", new Transpose([1, 2, 0]));
        builder.Add("some", new Slice(Axis: 0, Start: 1, Count: 2, Step: 3));
        int longer = builder.Add("longer", new Pad([0, 1, 0], [2, 1, 0], Value: 0.5f));
        builder.Add("tokens", new Reshape([32, 6]));
        int scaled = builder.Add("scaled", new Affine(Scale: 0.7f, Shift: 0.1f));
        builder.Add("table", new TensorArithmetic(ArithmeticFunction.Multiply, [1, 6]));
        int keys = builder.Add("mask", new TensorArithmetic(ArithmeticFunction.Add, [32, 1], Trained: false));
        builder.Add("scores", new MatMul(TransposeRight: true), scaled, keys);
        builder.Add("shares", new Softmax());
        int mixed = builder.Add("mixed", new MatMul(TransposeLeft: true), builder.Last, scaled);
        builder.Add("clip", new Clip(Least: -2, Most: 3));
        builder.Add("square", new Elementwise(ElementFunction.Square));
        builder.Add("more", new Affine(Scale: 1, Shift: 0.5f));
        int root = builder.Add("root", new Elementwise(ElementFunction.Sqrt));
        builder.Add("means", new Reduce(ReduceFunction.Mean, [0], Keep: true), mixed);
        int quotient = builder.Add("quotient", new Arithmetic(ArithmeticFunction.Divide), builder.Last, root);
        builder.Add("sum", new Reduce(ReduceFunction.Sum, [0]), mixed);
        builder.Add("as_row", new Reshape([1, 6]));
        int tiled = builder.Add("tiled", new Tile([32, 1]));
        builder.Add("larger", new Arithmetic(ArithmeticFunction.Maximum), tiled, quotient);
        int smaller = builder.Add("smaller", new Arithmetic(ArithmeticFunction.Minimum), builder.Last, mixed);
        int mixture = builder.Add("mixture",
            new MixedOperation(Row: 1, [0.5f, -1, 0.25f]) { NoneFirst = true }, smaller, quotient);
        builder.Add("mixed_again", new MixedOperation(Row: 0, [0.1f, 2]), mixture, quotient);
        builder.Add("joined", new Concat { Axis = 1 }, smaller, builder.Last);
        int most = builder.Add("most", new Reduce(ReduceFunction.Max, [0]));
        int ends = builder.Add("ends", new Reduce(ReduceFunction.Mean, [0, 1]), longer);
        builder.Add("pool", new GlobalAveragePool(), image);
        builder.Add("all", new Concat(), builder.Last, most, ends);
        builder.Add("logs", new Softmax(Logarithm: true));
        builder.Add("head", new Linear(OutFeatures: 3));
        return builder.Build();
    }

    /// <summary>The graphs that together hold every primitive, by name.</summary>
    public static ArchitectureGraph Named(string name) => name switch
    {
        "every" => EveryPrimitive(),
        "tokens" => Tokens(),
        "general" => General(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No sample graph has this name."),
    };

    /// <summary>What <see cref="Named"/> knows; each takes [2, 17, 18] and gives 3 logits.</summary>
    public static ImmutableArray<string> AllNames => ["every", "tokens", "general"];

    /// <summary>The same for theories.</summary>
    public static TheoryData<string> Names => [.. AllNames];

    /// <summary>A copy with other names, and with independent nodes in another order.</summary>
    public static ArchitectureGraph Shuffled(ArchitectureGraph graph, Rng rng)
    {
        var order = new List<int>();
        var open = Enumerable.Range(0, graph.Nodes.Length).ToList();
        while (open.Count > 0)
        {
            var ready = open.Where(i => graph.Nodes[i].Inputs.All(order.Contains)).ToList();
            int next = ready[rng.Next(ready.Count)];
            order.Add(next);
            open.Remove(next);
        }
        var place = order.Select((node, i) => (node, i)).ToDictionary(pair => pair.node, pair => pair.i);
        return new ArchitectureGraph([.. order.Select((node, i) => new Node(
            $"n{i}", graph.Nodes[node].Primitive,
            [.. graph.Nodes[node].Inputs.Select(input => place[input])]))]);
    }
}
