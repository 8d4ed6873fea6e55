using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.CSharp;

/// <summary>Convolutions and pools as calls. The padding at the far edges follows from the output's
/// size.</summary>
internal static class CSharpWindows
{
    /// <summary>The expression; null for another primitive.</summary>
    public static string? Of(CSharpNode n) => n.Primitive switch
    {
        Convolution p => n.Call("Convolve", n.Input, Image(n.Shape), Image(n.OutputShape),
            (p.Kernel, p.KernelWidth), (p.Stride, p.StrideWidth), Start(p.Padding), p.Dilation, p.Groups,
            n.Weight("weight"), p.Bias ? n.Weight("bias") : "default"),
        DepthwiseConvolution p => n.Call("Convolve", n.Input, Image(n.Shape), Image(n.OutputShape),
            (p.Kernel, p.Kernel), (p.Stride, p.Stride), (p.Padding, p.Padding), p.Dilation, n.Shape[0],
            n.Weight("weight"), "default"),
        MaxPool p => n.Call("MaxPool", n.Input, Image(n.Shape), Image(n.OutputShape),
            (p.Size, p.KernelWidth), (p.Stride, p.StrideWidth), Start(p.Padding)),
        AveragePool p => n.Call("AveragePool", n.Input, Image(n.Shape), Image(n.OutputShape),
            (p.Size, p.KernelWidth), (p.Stride, p.StrideWidth), Start(p.Padding),
            Counted(p.CountIncludesPadding ? p.Padding : default)),
        GlobalAveragePool => n.Call("RowMeans", n.Input, n.Shape[1] * n.Shape[2]),
        _ => null,
    };

    private static (int Channels, int Height, int Width) Image(Shape shape) => (shape[0], shape[1], shape[2]);

    private static (int Top, int Left) Start(Pads pads) => (pads.Top, pads.Left);

    private static (int Top, int Left, int Bottom, int Right) Counted(Pads pads) =>
        (pads.Top, pads.Left, pads.Bottom, pads.Right);
}
