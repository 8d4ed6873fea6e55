namespace Precocial.Tensors;

/// <summary>The weights of <see cref="TensorOperations.DecodeKernels"/>, in PyTorch's shapes.</summary>
/// <remarks>With F features, H hidden units, D deep units, windows up to k·k and kernels up to [O,
/// I].</remarks>
/// <param name="SpatialWeight">Shape [H·k·k, F]: row c·k·k + y·k + x.</param>
/// <param name="SpatialBias">Shape [H·k·k].</param>
/// <param name="DeepWeight">D·H numbers, row-major [D, H].</param>
/// <param name="DeepBias">Shape [D].</param>
/// <param name="KernelWeight">O·I·D numbers, row-major [O·I, D]: row out·I + in.</param>
/// <param name="KernelBias">Shape [O·I].</param>
/// <param name="Size">What the axes above are.</param>
public sealed record KernelDecoderWeights(Tensor SpatialWeight, Tensor SpatialBias, Tensor DeepWeight,
    Tensor DeepBias,
    Tensor KernelWeight, Tensor KernelBias, KernelDecoderSize Size)
{
    internal IEnumerable<Tensor> All =>
        [SpatialWeight, SpatialBias, DeepWeight, DeepBias, KernelWeight, KernelBias];

    internal IEnumerable<int> Counts =>
    [
        Size.Hidden * Size.Positions * Size.Features, Size.Hidden * Size.Positions, Size.Deep * Size.Hidden,
            Size.Deep,
        Size.Outputs * Size.Inputs * Size.Deep, Size.Outputs * Size.Inputs,
    ];
}

/// <summary>The sizes of a kernel decoder.</summary>
/// <param name="Features">Of an embedding.</param>
/// <param name="Hidden">Units at each position of the window.</param>
/// <param name="Deep">Units of the layer after it.</param>
/// <param name="Outputs">Output channels of the largest kernel.</param>
/// <param name="Inputs">Input channels of the largest kernel.</param>
/// <param name="Window">Height and width of the largest kernel.</param>
public readonly record struct KernelDecoderSize(
    int Features, int Hidden, int Deep, int Outputs, int Inputs, int Window)
{
    /// <summary>Positions of the largest window.</summary>
    public int Positions => Window * Window;
}
