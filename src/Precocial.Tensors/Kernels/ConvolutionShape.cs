namespace Precocial.Tensors.Kernels;

/// <summary>The sizes of one 2-D convolution: x [Batch, InChannels, Height, Width], kernel
/// [OutChannels, InChannels / Groups, KernelHeight, KernelWidth], y [Batch, OutChannels, OutHeight,
/// OutWidth].</summary>
/// <remarks>Stride, padding (zeros, on all four sides) and dilation hold for both axes.</remarks>
internal readonly record struct ConvolutionShape(
    int Batch, int InChannels, int Height, int Width, int OutChannels, int KernelHeight, int KernelWidth,
    int Stride, int Padding, int Dilation, int Groups)
{
    public int OutHeight => (Height + 2 * Padding - Dilation * (KernelHeight - 1) - 1) / Stride + 1;

    public int OutWidth => (Width + 2 * Padding - Dilation * (KernelWidth - 1) - 1) / Stride + 1;

    public int InChannelsPerGroup => InChannels / Groups;

    public int OutChannelsPerGroup => OutChannels / Groups;

    /// <summary>Elements of the kernel that one output channel has: the inner size of the matrix
    /// product.</summary>
    public int Taps => InChannelsPerGroup * KernelHeight * KernelWidth;

    public int OutPixels => OutHeight * OutWidth;

    /// <summary>One input channel for each group and one output channel for each input channel.</summary>
    public bool IsDepthwise => Groups == InChannels && Groups == OutChannels;
}
