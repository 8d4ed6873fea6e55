using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>Convolutions and pools.</summary>
internal sealed partial class OnnxLowering
{
    private ComputedValue ConvolutionOf(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        OnnxConstant kernel = Floats(o, 1);
        OnnxConstant? bias = o.Has(2) ? Floats(o, 2) : null;
        if (kernel.Dims.Length != 4)
            throw new OnnxRefusal($"its kernel must be [out, in, height, width], but is {Text(kernel)}. Networks of "
                + "sequences or volumes are not read");
        (int outputs, int height, int width) = (kernel.Dims[0], kernel.Dims[2], kernel.Dims[3]);
        int groups = Small(o.Integer("group", 1), "group");
        ImportWeight[] weights = bias is null ? [new(kernel)] : [new(kernel), new(bias)];
        if (IsVector(x) && height == 1 && width == 1 && groups == 1 && NoPads(o, x))
        {
            Expect(kernel.Dims[1], x.Node.Shape[0], "channels");
            return x.With(Make(new Linear(outputs, bias is not null), [x.Node], weights));
        }
        ImportNode image = Image(x);
        Window window = WindowOf(o, image.Shape, height, width);
        (image, window) = WithoutPad(image, window);
        Expect(kernel.Dims[1] * (long)groups, image.Shape[0], "channels");
        if (o.Integers("kernel_shape") is { } stated && !stated.SequenceEqual([height, width]))
            throw new OnnxRefusal($"its kernel is {Text(kernel)}, but kernel_shape is [{string.Join(", ", stated)}]");
        var convolution = new Convolution(outputs, height, window.Stride, window.Dilation, groups, bias is not null)
        {
            KernelWidth = width,
            StrideWidth = window.StrideWidth,
        };
        convolution = convolution.Padding == window.Pads && height % 2 == 1 && width % 2 == 1
            ? convolution
            : convolution with { Pads = window.Pads };
        return ComputedValue.InOrder(Make(convolution, [image], weights));
    }

    // Channels alone: what a pool over all pixels leaves.
    private static bool IsVector(ComputedValue x) => x.Rank == 4 && x.BatchAxis == 0 && x.HasPureBatch
        && x.Axes[1] == 0 && x.Axes[2] == ComputedValue.Unit && x.Axes[3] == ComputedValue.Unit;

    private static bool NoPads(OnnxOperator o, ComputedValue x) =>
        x.Node.Shape.Rank == 1 && o.Integers("pads")?.Any(pad => pad != 0) != true;

    private ComputedValue MaxPoolOf(OnnxOperator o)
    {
        if (o.OutputCount > 1)
            throw new OnnxRefusal("the places of the largest elements are not read");
        ImportNode image = Image(o.Computed(0));
        Window window = PoolWindow(o, image.Shape);
        return ComputedValue.InOrder(Make(WithPads(
            new MaxPool(window.Height, window.Stride)
            {
                KernelWidth = window.Width,
                StrideWidth = window.StrideWidth,
                CeilMode = window.CeilMode,
            }, window.Pads), image));
    }

    private ComputedValue AveragePoolOf(OnnxOperator o)
    {
        ImportNode image = Image(o.Computed(0));
        Window window = PoolWindow(o, image.Shape);
        bool whole = window.Pads == default && window.Height == image.Shape[1] && window.Width == image.Shape[2];
        if (whole)
            return Pooled(Make(new GlobalAveragePool(), image));
        if (window is { Height: 1, Width: 1, Stride: 1, StrideWidth: 1 } && window.Pads == default)
            return ComputedValue.InOrder(image);
        bool counts = o.Integer("count_include_pad", 0) != 0;
        // Zeros of a node of its own count. (ONNX Runtime 1.20 makes such a pair one pool that does not count them.)
        if (counts || window.Pads == default)
        {
            (ImportNode inner, Window wider) = WithoutPad(image, window);
            (counts, image, window) = (counts || inner != image, inner, wider);
        }
        var pool = new AveragePool(window.Height, window.Stride)
        {
            KernelWidth = window.Width,
            StrideWidth = window.StrideWidth,
            CeilMode = window.CeilMode,
            CountIncludesPadding = counts && window.Pads != default,
        };
        return ComputedValue.InOrder(Make(
            pool.Padding == window.Pads ? pool : pool with { Pads = window.Pads }, image));
    }

    private static MaxPool WithPads(MaxPool pool, Pads pads) =>
        pool.Padding == pads ? pool : pool with { Pads = pads };

    private OnnxValue GlobalPool(OnnxOperator o, ReduceFunction function)
    {
        ComputedValue x = o.Computed(0);
        if (IsVector(x) && x.Node.Shape.Rank == 1)
            return x;
        ImportNode image = Image(x);
        return Pooled(function == ReduceFunction.Mean
            ? Make(new GlobalAveragePool(), image)
            : Make(new Reduce(function, [1, 2]), image));
    }

    private static ComputedValue Pooled(ImportNode channels) =>
        new(channels, [ComputedValue.Batch, 0, ComputedValue.Unit, ComputedValue.Unit], 0);

    private Window PoolWindow(OnnxOperator o, Shape image)
    {
        if (o.Integers("kernel_shape") is not [var height, var width])
            throw new OnnxRefusal("its kernel_shape must be two numbers");
        return WindowOf(o, image, Small(height, "kernel_shape"), Small(width, "kernel_shape"));
    }

    private static Window WindowOf(OnnxOperator o, Shape image, int height, int width)
    {
        long[] strides = o.Integers("strides") ?? [1, 1], dilations = o.Integers("dilations") ?? [1, 1];
        if (strides.Length != 2 || dilations.Length != 2
            || (dilations[0] != dilations[1] && Math.Min(height, width) > 1))
            throw new OnnxRefusal("its strides and dilations must be two numbers, and the dilations equal");
        int dilation = Small(height > 1 ? dilations[0] : dilations[1], "dilations");
        var window = new Window(height, width, Small(strides[0], "strides"), Small(strides[1], "strides"),
            dilation, default, o.Integer("ceil_mode", 0) != 0);
        return window with { Pads = PadsOf(o, image, window) };
    }

    private static Pads PadsOf(OnnxOperator o, Shape image, Window window)
    {
        string auto = o.Word("auto_pad", "NOTSET");
        if (auto == "VALID")
            return default;
        if (auto is "SAME_UPPER" or "SAME_LOWER")
        {
            (int top, int bottom) = Same(image[1], window.Height, window.Stride, window.Dilation,
                auto == "SAME_UPPER");
            (int left, int right) = Same(image[2], window.Width, window.StrideWidth, window.Dilation,
                auto == "SAME_UPPER");
            return new Pads(top, left, bottom, right);
        }
        long[] pads = o.Integers("pads") ?? [0, 0, 0, 0];
        return auto is "NOTSET" or "" && pads.Length == 4
            ? new Pads(Small(pads[0], "pads"), Small(pads[1], "pads"), Small(pads[2], "pads"), Small(pads[3], "pads"))
            : throw new OnnxRefusal($"its pads must be four numbers, and auto_pad one that ONNX knows");
    }

    // As many outputs as the size divided by the stride, rounded up.
    private static (int Before, int After) Same(int size, int kernel, int stride, int dilation, bool upper)
    {
        int outputs = (size + stride - 1) / stride;
        int all = Math.Max(0, (outputs - 1) * stride + dilation * (kernel - 1) + 1 - size);
        return upper ? (all / 2, all - all / 2) : (all - all / 2, all / 2);
    }

    // Zeros that a node of its own adds around the image are the window's.
    private static (ImportNode Image, Window Window) WithoutPad(ImportNode image, Window window)
    {
        if (image.Primitive is not Pad { Value: 0 } pad || pad.Before[0] != 0 || pad.After[0] != 0)
            return (image, window);
        Pads p = window.Pads;
        var sum = new Pads(
            p.Top + pad.Before[1], p.Left + pad.Before[2], p.Bottom + pad.After[1], p.Right + pad.After[2]);
        return Math.Max(Math.Max(sum.Top, sum.Left), Math.Max(sum.Bottom, sum.Right)) > 1023
            ? (image, window)
            : (image.Inputs[0], window with { Pads = sum });
    }

    private static int Small(long value, string name) => value is >= 0 and <= 1 << 24
        ? (int)value
        : throw new OnnxRefusal($"its {name} must not be negative or above {1 << 24}, but has {value}");

    private static void Expect(long found, long expected, string what)
    {
        if (found != expected)
            throw new OnnxRefusal($"its weights are for {found} {what}, but its input has {expected}");
    }

    private static OnnxConstant Floats(OnnxOperator o, int input)
    {
        OnnxConstant constant = o.Constant(input);
        return constant.IsFloat ? constant : throw new OnnxRefusal($"input {input} must hold floating-point numbers");
    }

    private static string Text(OnnxConstant constant) => $"[{string.Join(", ", constant.Dims)}]";

    private readonly record struct Window(
        int Height, int Width, int Stride, int StrideWidth, int Dilation, Pads Pads, bool CeilMode);
}
