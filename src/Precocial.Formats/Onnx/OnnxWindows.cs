using Precocial.Architectures;

namespace Precocial.Formats.Onnx;

/// <summary>Convolutions and pools in ONNX's operators.</summary>
internal static class OnnxWindows
{
    public static void Write(OnnxNodeWriter w, Convolution p) => w
        .Output("Conv", p.Bias
            ? [w.Input, w.Weight("weight"), w.Weight("bias")]
            : [w.Input, w.Weight("weight")])
        .WithWindow((p.Kernel, p.KernelWidth), (p.Stride, p.StrideWidth), p.Padding)
        .With("dilations", [p.Dilation, p.Dilation])
        .With("group", p.Groups);

    public static void Write(OnnxNodeWriter w, DepthwiseConvolution p) => w
        .Output("Conv", w.Input, w.Weight("weight"))
        .WithWindow((p.Kernel, p.Kernel), (p.Stride, p.Stride), Pads.Even(p.Padding, p.Padding))
        .With("dilations", [p.Dilation, p.Dilation])
        .With("group", w.InputShape[0]);

    public static void Write(OnnxNodeWriter w, MaxPool p) => w
        .Output("MaxPool", w.Input)
        .WithWindow((p.Size, p.KernelWidth), (p.Stride, p.StrideWidth), p.Padding)
        .WithCeilMode(p.CeilMode);

    public static void Write(OnnxNodeWriter w, AveragePool p) => w
        .Output("AveragePool", w.Input)
        .WithWindow((p.Size, p.KernelWidth), (p.Stride, p.StrideWidth), p.Padding)
        .With("count_include_pad", p.CountIncludesPadding ? 1 : 0)
        .WithCeilMode(p.CeilMode);

    private static NodeProto WithCeilMode(this NodeProto node, bool ceilMode) =>
        ceilMode ? node.With("ceil_mode", 1) : node;
}
