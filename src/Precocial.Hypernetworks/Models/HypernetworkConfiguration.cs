namespace Precocial.Hypernetworks;

/// <summary>What a graph hypernetwork is, apart from its weights.</summary>
/// <remarks>Source: Knyazev et al., NeurIPS 2021, §4 and the configurations of the released code.</remarks>
public sealed record HypernetworkConfiguration
{
    /// <summary>GHN-1: no virtual edges, no layer normalisation, no normalisation of the predicted
    /// weights.</summary>
    public static HypernetworkConfiguration Ghn1 { get; } = new()
    {
        VirtualEdges = 1,
        LayerNorm = false,
        NormalizesWeights = false,
    };

    /// <summary>GHN-2, the paper's.</summary>
    public static HypernetworkConfiguration Ghn2 { get; } = new();

    /// <summary>The baseline that sees no edges.</summary>
    public static HypernetworkConfiguration Mlp { get; } = new() { Kind = HypernetworkKind.Perceptron };

    /// <summary>Width of an embedding; a multiple of 4.</summary>
    public int Hidden { get; init; } = 32;

    /// <summary>The largest tensor that is decoded whole; larger ones are tiled. 64x64x11x11 for small
    /// images, 64x64x16x16 for ImageNet.</summary>
    public KernelShape MaxShape { get; init; } = new(64, 64, 11, 11);

    /// <summary>Classes of the data that it is trained on.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>How kernels are decoded.</summary>
    public DecoderKind Decoder { get; init; }

    /// <summary>How nodes hear of each other.</summary>
    public HypernetworkKind Kind { get; init; }

    /// <summary>The longest path that a virtual edge stands for; 1 for no virtual edges.</summary>
    public int VirtualEdges { get; init; } = 50;

    /// <summary>Whether final embeddings are normalised.</summary>
    public bool LayerNorm { get; init; } = true;

    /// <summary>Whether predicted weights are scaled by what their operation needs.</summary>
    public bool NormalizesWeights { get; init; } = true;

    /// <summary>Slope of the decoders' rectifiers below 0; 0 as in the paper.</summary>
    public float LeakySlope { get; init; }

    /// <summary>What the architectures that it was trained on look like; null before training.</summary>
    public TrainingDistribution? Distribution { get; init; }

    /// <summary>Hidden units of a message perceptron.</summary>
    internal int MessageHidden => VirtualEdges > 1 ? Hidden / 2 : Hidden;
}

/// <summary>How the nodes of a hypernetwork's graph hear of each other.</summary>
public enum HypernetworkKind
{
    /// <summary>A gated graph network: a sweep forward and one backward.</summary>
    GatedGraph,

    /// <summary>Not at all: a perceptron for each node alone.</summary>
    Perceptron,
}

/// <summary>How a hypernetwork decodes kernels from the vectors of nodes.</summary>
public enum DecoderKind
{
    /// <summary>Position by position, with the same layers at each: the papers'.</summary>
    Convolution,

    /// <summary>A perceptron with an output for each number of the largest kernel: 20 times the parameters
    /// at the papers' sizes.</summary>
    Perceptron,
}
