using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>The weight tensors of a graph hypernetwork: names, shapes and how they start, as in the released
/// code.</summary>
internal static class HypernetworkWeights
{
    /// <summary>Every tensor, in the order of files.</summary>
    public static ImmutableArray<HypernetworkWeight> Of(HypernetworkConfiguration configuration)
    {
        Check(configuration);
        return
        [
            .. configuration.LayerNorm ? LayerNorm(configuration.Hidden) : [],
            .. Embeddings(configuration),
            .. configuration.Kind == HypernetworkKind.Perceptron
                ? Perceptron("gnn.fc", configuration.Hidden, configuration.Hidden, configuration.Hidden)
                : GatedGraph(configuration),
            .. Decoders(configuration),
        ];
    }

    /// <summary>Draws the values that training starts from.</summary>
    public static void Initialize(HypernetworkWeight weight, Tensor tensor, Rng rng)
    {
        if (weight.Start == WeightStart.One)
            tensor.Span.Fill(1);
        double bound = weight.Fan > 0 ? 1 / Math.Sqrt(weight.Fan) : 0;
        foreach (ref float value in tensor.Span)
        {
            value = weight.Start switch
            {
                WeightStart.Normal => (float)rng.NextNormal(),
                WeightStart.Uniform => (float)(bound * (2 * rng.NextDouble() - 1)),
                _ => value,
            };
        }
    }

    private static void Check(HypernetworkConfiguration c)
    {
        KernelShape m = c.MaxShape;
        bool sound = c.Hidden is >= 4 and <= 4096 && c.Hidden % 4 == 0 && c.Classes is >= 1 and <= 1_000_000
            && c.VirtualEdges is >= 1 and <= 254 && m.Height == m.Width && m.Out is >= 1 and <= 4096
            && m.In is >= 1 and <= 4096 && m.Width is >= 1 and <= 64 && c.LeakySlope is >= 0 and <= 1
            && m.Count * c.Hidden < (c.Decoder == DecoderKind.Perceptron ? 1L << 30 : 1L << 34);
        if (!sound)
        {
            throw new ArgumentException("A hypernetwork needs a hidden size of 4 to 4096 that is a multiple of 4, a "
                + "largest shape with a square window, virtual edges up to 1 to 254 and a slope of 0 to 1, but has "
                + $"{c.Hidden}, {m}, {c.VirtualEdges} and {c.LeakySlope}.");
        }
    }

    private static IEnumerable<HypernetworkWeight> LayerNorm(int hidden) =>
    [
        new("ln.weight", [hidden], WeightStart.One, 0),
        new("ln.bias", [hidden], WeightStart.Zero, 0),
    ];

    private static IEnumerable<HypernetworkWeight> Embeddings(HypernetworkConfiguration c)
    {
        var shapes = new ShapeVocabulary(c.Classes, c.MaxShape.Width);
        return
        [
            new("embed.weight", [Enum.GetValues<NodeKind>().Length, c.Hidden], WeightStart.Normal, 0),
            new("shape_enc.embed_spatial.weight", [shapes.Spatial.Count + 1, c.Hidden / 4], WeightStart.Normal, 0),
            new("shape_enc.embed_channel.weight", [shapes.Channels.Count + 1, c.Hidden / 4], WeightStart.Normal, 0),
        ];
    }

    private static IEnumerable<HypernetworkWeight> GatedGraph(HypernetworkConfiguration c)
    {
        int h = c.Hidden;
        return
        [
            .. Perceptron("gnn.mlp.fc", h, c.MessageHidden, h),
            .. c.VirtualEdges > 1 ? Perceptron("gnn.mlp_ve.fc", h, c.MessageHidden, h) : [],
            new("gnn.gru.weight_ih", [3 * h, h], WeightStart.Uniform, h),
            new("gnn.gru.weight_hh", [3 * h, h], WeightStart.Uniform, h),
            new("gnn.gru.bias_ih", [3 * h], WeightStart.Uniform, h),
            new("gnn.gru.bias_hh", [3 * h], WeightStart.Uniform, h),
        ];
    }

    private static IEnumerable<HypernetworkWeight> Decoders(HypernetworkConfiguration c)
    {
        int h = c.Hidden;
        return
        [
            .. c.Decoder == DecoderKind.Perceptron ? PerceptronDecoder(c) : ConvolutionDecoder(c),
            .. Linear("decoder_1d.fc.0", 2 * h, h),
            .. Linear("decoder_1d.fc.2", 2 * c.MaxShape.Out, 2 * h),
            .. Linear("bias_class.1", c.Classes, c.MaxShape.Out),
        ];
    }

    private static IEnumerable<HypernetworkWeight> ConvolutionDecoder(HypernetworkConfiguration c) =>
    [
        .. Linear("decoder.fc.0", 4 * c.Hidden * c.MaxShape.Height * c.MaxShape.Width, c.Hidden),
        .. Convolution("decoder.conv.0", 8 * c.Hidden, 4 * c.Hidden),
        .. Convolution("decoder.conv.2", c.MaxShape.Out * c.MaxShape.In, 8 * c.Hidden),
        .. Convolution("decoder.class_layer_predictor.1", c.Classes, c.MaxShape.Out),
    ];

    private static IEnumerable<HypernetworkWeight> PerceptronDecoder(HypernetworkConfiguration c) =>
    [
        .. Perceptron("decoder.mlp.fc", c.Hidden, 2 * c.Hidden, (int)c.MaxShape.Count),
        .. Linear("decoder.class_layer_predictor.1", c.Classes * c.MaxShape.In, 2 * c.Hidden),
    ];

    private static IEnumerable<HypernetworkWeight> Perceptron(string name, int inputs, int hidden, int outputs) =>
        [.. Linear(name + ".0", hidden, inputs), .. Linear(name + ".2", outputs, hidden)];

    private static IEnumerable<HypernetworkWeight> Linear(string name, int outputs, int inputs) =>
    [
        new(name + ".weight", [outputs, inputs], WeightStart.Uniform, inputs),
        new(name + ".bias", [outputs], WeightStart.Uniform, inputs),
    ];

    private static IEnumerable<HypernetworkWeight> Convolution(string name, int outputs, int inputs) =>
    [
        new(name + ".weight", [outputs, inputs, 1, 1], WeightStart.Uniform, inputs),
        new(name + ".bias", [outputs], WeightStart.Uniform, inputs),
    ];
}

/// <summary>One weight tensor of a hypernetwork.</summary>
/// <param name="Name">As in the released code.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Start">How it is drawn before training.</param>
/// <param name="Fan">For <see cref="WeightStart.Uniform"/>: the bound is 1/√Fan, PyTorch's default.</param>
internal readonly record struct HypernetworkWeight(string Name, Shape Shape, WeightStart Start, int Fan);

/// <summary>How a weight tensor is drawn before training.</summary>
internal enum WeightStart
{
    Zero,
    One,
    Normal,
    Uniform,
}
