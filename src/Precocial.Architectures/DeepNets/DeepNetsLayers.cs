namespace Precocial.Architectures;

/// <summary>The layers that DeepNets networks are made of, added to a graph under the names of the released
/// network's modules.</summary>
/// <remarks>Every method takes and returns a node. A stride of 1 or a missing normalisation adds
/// nothing.</remarks>
internal sealed class DeepNetsLayers(GraphBuilder graph, bool norm)
{
    /// <summary>In place of a node, where there is none.</summary>
    public const int Nothing = -1;

    private static readonly Activation ReluPrimitive = new(ActivationFunction.Relu);
    private static readonly Activation GeluPrimitive = new(ActivationFunction.Gelu);
    private static readonly Activation HardSwishPrimitive = new(ActivationFunction.HardSwish);
    private static readonly BatchNorm NormPrimitive = new();
    private static readonly LayerNorm LayerNormPrimitive = new();
    private static readonly Sum SumPrimitive = new();
    private static readonly Concat ConcatPrimitive = new();
    private static readonly Zero ZeroPrimitive = new();
    private static readonly Shift ShiftPrimitive = new();
    private static readonly GlobalAveragePool MeanPrimitive = new();
    private static readonly ChannelScale ScalePrimitive = new();
    private static readonly ImageToTokens TokensPrimitive = new();
    private static readonly Attention AttentionPrimitive = new(Heads: 8);

    public int Convolve(string name, int x, int channels, int kernel, int stride = 1) =>
        graph.Add(name, new Convolution(channels, kernel, stride), x);

    public int Norm(string name, int x) => norm ? graph.Add(name, NormPrimitive, x) : x;

    public int Relu(string name, int x) => graph.Add(name, ReluPrimitive, x);

    public int MaxPool(string name, int x, int stride) => graph.Add(name, new MaxPool(Size: 3, stride), x);

    public int AveragePool(string name, int x, int stride) =>
        graph.Add(name, new AveragePool(Size: 3, stride), x);

    public int Sum(string name, int a, int b) => graph.Add(name, SumPrimitive, a, b);

    public int Concat(string name, ReadOnlySpan<int> parts) => graph.Add(name, ConcatPrimitive, parts);

    public int Zeros(string name, int like) => graph.Add(name, ZeroPrimitive, like);

    public int Subsample(string name, int x, int stride) =>
        stride == 1 ? x : graph.Add(name, new Subsample(stride), x);

    /// <summary>Relu, convolution, normalisation.</summary>
    public int ReluConvolveNorm(string name, int x, int channels, int kernel, int stride)
    {
        x = Convolve(name + ".op.1", Relu(name + ".op.0", x), channels, kernel, stride);
        return Norm(name + ".op.2", x);
    }

    /// <summary>Relu, convolution 1x7, convolution 7x1, normalisation: each halves one axis.</summary>
    public int ConvolveRowsAndColumns(string name, int x, int channels, int stride)
    {
        x = Relu(name + ".op.0", x);
        int width = graph.ShapeOf(x)[0];
        var row = new Convolution(width, Kernel: 1) { KernelWidth = 7, StrideWidth = stride };
        var column = new Convolution(channels, Kernel: 7, stride) { KernelWidth = 1, StrideWidth = 1 };
        x = graph.Add(name + ".op.2", column, graph.Add(name + ".op.1", row, x));
        return Norm(name + ".op.3", x);
    }

    /// <summary>Relu, depthwise, 1x1, normalisation, twice; the first depthwise one has the stride.</summary>
    public int SeparateTwice(string name, int x, int channels, int kernel, int stride)
    {
        x = graph.Add(name + ".op.1", new DepthwiseConvolution(kernel, stride), Relu(name + ".op.0", x));
        x = Convolve(name + ".op.2", x, graph.ShapeOf(x)[0], kernel: 1);
        x = Relu(name + ".op.4", Norm(name + ".op.3", x));
        x = graph.Add(name + ".op.5", new DepthwiseConvolution(kernel), x);
        return Norm(name + ".op.7", Convolve(name + ".op.6", x, channels, kernel: 1));
    }

    /// <summary>Relu, depthwise with dilation 2, 1x1, normalisation.</summary>
    public int SeparateDilated(string name, int x, int channels, int kernel, int stride)
    {
        var depthwise = new DepthwiseConvolution(kernel, stride, Dilation: 2);
        x = graph.Add(name + ".op.1", depthwise, Relu(name + ".op.0", x));
        return Norm(name + ".op.3", Convolve(name + ".op.2", x, channels, kernel: 1));
    }

    /// <summary>Halves an image without losing pixels: two 1x1 convolutions with stride 2, the second one on
    /// the image shifted by a pixel, side by side.</summary>
    public int ReduceFactorised(string name, int x, int channels)
    {
        x = Relu(name + ".relu", x);
        int even = Convolve(name + ".conv_1", x, channels / 2, kernel: 1, stride: 2);
        int odd = Convolve(name + ".conv_2", graph.Add(name + ".shift", ShiftPrimitive, x), channels / 2,
            kernel: 1, stride: 2);
        return Norm(name + ".bn", Concat(name + ".concat", [even, odd]));
    }

    /// <summary>A transformer block with the pixels as tokens, normalisation first.</summary>
    public int Attend(string name, int x, int channels)
    {
        int width = graph.ShapeOf(x)[0], height = graph.ShapeOf(x)[1], columns = graph.ShapeOf(x)[2];
        int tokens = graph.Add(name + ".tokens", TokensPrimitive, x);
        int y = graph.Add(name + ".ln1", LayerNormPrimitive, tokens);
        y = graph.Add(name + ".to_qkv", new Linear(3 * width, Bias: false), y);
        y = graph.Add(name + ".attention", AttentionPrimitive, y);
        y = graph.Add(name + ".to_out.0", new Linear(width), y);
        int middle = Sum(name + ".sum1", tokens, y);
        y = graph.Add(name + ".ln2", LayerNormPrimitive, middle);
        y = graph.Add(name + ".ff.net.0", new Linear(channels), y);
        y = graph.Add(name + ".ff.net.1", GeluPrimitive, y);
        y = graph.Add(name + ".ff.net.3", new Linear(width), y);
        y = Sum(name + ".sum2", middle, y);
        return graph.Add(name + ".image", new TokensToImage(height, columns), y);
    }

    /// <summary>Squeeze-and-excitation: the gate is a hard swish of two linear layers on the channels'
    /// means.</summary>
    public int Excite(string name, int x, int stride)
    {
        int width = graph.ShapeOf(x)[0];
        int gate = graph.Add(name + ".pool", MeanPrimitive, x);
        gate = graph.Add(name + ".fc1", new Linear(width / 2), gate);
        gate = graph.Add(name + ".fc2", new Linear(width), Relu(name + ".relu", gate));
        gate = graph.Add(name + ".gate", HardSwishPrimitive, gate);
        return Subsample(name + ".subsample", graph.Add(name + ".scale", ScalePrimitive, x, gate), stride);
    }
}
