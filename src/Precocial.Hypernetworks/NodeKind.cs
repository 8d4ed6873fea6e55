namespace Precocial.Hypernetworks;

/// <summary>What a node of a <c>HypernetworkGraph</c> stands for: the vocabulary of the hypernetwork, and the
/// row of its embedding.</summary>
/// <remarks>Source: DeepNets-1M, Knyazev et al., NeurIPS 2021, with the order of the released code.</remarks>
public enum NodeKind
{
    /// <summary>Max pooling.</summary>
    MaxPool,

    /// <summary>Average pooling.</summary>
    AveragePool,

    /// <summary>The kernel of a grouped convolution without dilation.</summary>
    SeparableConvolution,

    /// <summary>The kernel of a grouped convolution with dilation.</summary>
    DilatedConvolution,

    /// <summary>The kernel of any other convolution, and the matrix of every linear layer.</summary>
    Convolution,

    /// <summary>The product of attention; no weights.</summary>
    Attention,

    /// <summary>The multiplication of squeeze-and-excitation; no weights.</summary>
    SqueezeExcitation,

    /// <summary>The sum of two or more different nodes.</summary>
    Sum,

    /// <summary>The concatenation of two or more different nodes.</summary>
    Concat,

    /// <summary>The image.</summary>
    Input,

    /// <summary>The offset of a convolution or linear layer; stands after its kernel.</summary>
    Bias,

    /// <summary>Batch normalisation: scale and offset together.</summary>
    BatchNorm,

    /// <summary>Layer normalisation: scale and offset together.</summary>
    LayerNorm,

    /// <summary>A learned tensor that is added to mark positions.</summary>
    PositionEncoding,

    /// <summary>Global average pooling.</summary>
    GlobalAveragePool,
}
