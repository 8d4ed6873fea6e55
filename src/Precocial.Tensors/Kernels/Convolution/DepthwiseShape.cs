using Precocial.Tensors.Kernels.Tiles;

namespace Precocial.Tensors.Kernels;

/// <summary>A depthwise convolution as its kernels see it: planes of one channel, and which of them can be
/// done.</summary>
internal readonly struct DepthwiseShape
{
    private DepthwiseShape(in ConvolutionShape s, bool backward)
    {
        WindowAxis axis = s.Columns;
        (Size, Dilation, Planes, Channels) = (s.KernelWidth, axis.Dilation, s.Batch * s.InChannels,
            s.InChannels);
        int last = axis.Dilation * (s.KernelWidth - 1);
        (SourceHeight, SourceWidth) = backward ? (s.OutHeight, s.OutWidth) : (s.Height, s.Width);
        (Height, Width) = backward ? (s.Height, s.Width) : (s.OutHeight, s.OutWidth);
        Stride = backward ? 1 : axis.Stride;
        Layout = new PlaneLayout(SourceHeight, SourceWidth, apart: backward ? axis.Stride : 1, split: Stride,
            padding: backward ? last - axis.Before : axis.Before, last, Height);
        bool square = s.KernelHeight == s.KernelWidth && s.Rows with { After = axis.After } == axis;
        IsSupported = s.IsDepthwise && square && Size is 3 or 5
            && (Stride == 1 || (Stride == 2 && Dilation == 1))
            && (TileSet.HasMasks || Width % TileSet.Lanes == 0) && Layout.Fits(last, Width);
    }

    /// <summary>Taps along each axis: 3 or 5.</summary>
    public int Size { get; }

    public int Dilation { get; }

    /// <summary>1 or 2; 1 for the gradient with respect to the data, whose source is set apart
    /// instead.</summary>
    public int Stride { get; }

    /// <summary>Images · channels.</summary>
    public int Planes { get; }

    public int Channels { get; }

    public int SourceHeight { get; }

    public int SourceWidth { get; }

    /// <summary>Rows of the output.</summary>
    public int Height { get; }

    /// <summary>Columns of the output.</summary>
    public int Width { get; }

    public PlaneLayout Layout { get; }

    /// <summary>Whether the depthwise kernels can do it; if not, the general ones do.</summary>
    public bool IsSupported { get; }

    public static DepthwiseShape Forward(in ConvolutionShape s) => new(s, backward: false);

    public static DepthwiseShape Backward(in ConvolutionShape s) => new(s, backward: true);
}
