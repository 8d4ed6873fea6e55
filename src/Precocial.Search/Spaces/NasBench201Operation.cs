namespace Precocial.Search;

/// <summary>What an edge of a NAS-Bench-201 cell does, in the benchmark's order.</summary>
public enum NasBench201Operation
{
    /// <summary><c>none</c>: zeros.</summary>
    None,

    /// <summary><c>skip_connect</c>: the identity.</summary>
    SkipConnect,

    /// <summary><c>nor_conv_1x1</c>: relu, 1x1 convolution, batch norm.</summary>
    Convolution1x1,

    /// <summary><c>nor_conv_3x3</c>: relu, 3x3 convolution, batch norm.</summary>
    Convolution3x3,

    /// <summary><c>avg_pool_3x3</c>: mean of 3x3 elements, padding not counted.</summary>
    AveragePool3x3,
}
