namespace Precocial.Architectures;

/// <summary>What a cell of a DeepNets network can do to one of its inputs, in the order of the released
/// generator.</summary>
/// <remarks>Every convolution stands after a relu and before the normalisation. Source: DeepNets-1M, Knyazev
/// et al., NeurIPS 2021, section 3; the operations of DARTS with attention and squeeze-and-excitation
/// added.</remarks>
public enum DeepNetsOperation
{
    /// <summary>Nothing: the operand is missing from the sum.</summary>
    None,

    /// <summary>Max pooling, 3x3.</summary>
    MaxPool3x3,

    /// <summary>Average pooling, 3x3; padding does not count.</summary>
    AveragePool3x3,

    /// <summary>The identity, or a factorised reduction where the cell halves the image.</summary>
    SkipConnect,

    /// <summary>Two separable convolutions, 3x3.</summary>
    Separable3x3,

    /// <summary>Two separable convolutions, 5x5.</summary>
    Separable5x5,

    /// <summary>A separable convolution with dilation 2, 3x3.</summary>
    Dilated3x3,

    /// <summary>A separable convolution with dilation 2, 5x5.</summary>
    Dilated5x5,

    /// <summary>A convolution, 1x1.</summary>
    Convolution1x1,

    /// <summary>A convolution 1x7, then one 7x1.</summary>
    Convolution7x1,

    /// <summary>A convolution, 3x3.</summary>
    Convolution3x3,

    /// <summary>A convolution, 5x5.</summary>
    Convolution5x5,

    /// <summary>A convolution, 7x7.</summary>
    Convolution7x7,

    /// <summary>A transformer block over the pixels, with 8 heads.</summary>
    Attention,

    /// <summary>Squeeze-and-excitation of channels.</summary>
    SqueezeExcitation,
}
