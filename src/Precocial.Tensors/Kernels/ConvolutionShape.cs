namespace Precocial.Tensors.Kernels;

/// <summary>The sizes of one 2-D convolution: x [Batch, InChannels, Height, Width], kernel
/// [OutChannels, InChannels / Groups, KernelHeight, KernelWidth], y [Batch, OutChannels, OutHeight,
/// OutWidth].</summary>
/// <remarks>Stride, padding and dilation are those of an axis each: <paramref name="Rows"/> is how the kernel
/// moves from row to row, <paramref name="Columns"/> from column to column.</remarks>
internal readonly record struct ConvolutionShape(
    int Batch, int InChannels, int Height, int Width, int OutChannels, int KernelHeight, int KernelWidth,
    WindowAxis Rows, WindowAxis Columns, int Groups)
{
    // Kept: loops ask for them, and a division costs more than a short row.
    public int OutHeight { get; } = Rows.Positions(Height, KernelHeight);

    public int OutWidth { get; } = Columns.Positions(Width, KernelWidth);

    public int InChannelsPerGroup => InChannels / Groups;

    public int OutChannelsPerGroup => OutChannels / Groups;

    /// <summary>Elements of the kernel that one output channel has: the inner size of the matrix
    /// product.</summary>
    public int Taps => InChannelsPerGroup * KernelHeight * KernelWidth;

    public int OutPixels => OutHeight * OutWidth;

    /// <summary>One input channel for each group and one output channel for each input channel.</summary>
    public bool IsDepthwise => Groups == InChannels && Groups == OutChannels;
}
