using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.CSharp;

/// <summary>Each primitive as a call of a function in <see cref="CSharpFunctions"/>.</summary>
internal static class CSharpCalls
{
    /// <summary>The function that is called, empty for none, and the expression.</summary>
    public static (string Function, string Call) Of(Network network, int index, CSharpWeights weights)
    {
        Node node = network.Graph.Nodes[index];
        string[] x = [.. node.Inputs.Select(input => $"v{input}")];
        Shape[] shapes = network.Graph.InputShapesOf(index);
        ReadOnlySpan<float> Weight(string name) => network.Weights[$"{node.Name}.{name}"].Span;
        string Bias(bool has) => has ? weights.Add(Weight("bias")) : "default";

        return node.Primitive switch
        {
            Standardize p => Call("Normalize", x[0], Inner(shapes[0]), weights.Add(p.Mean.AsSpan()),
                weights.Add(p.Scale.AsSpan()), "default"),
            Convolution p => Call("Convolve", x[0], Axes(shapes[0]), p.OutChannels, p.Kernel, p.Stride,
                Same(p, p.Kernel == p.KernelWidth && p.Stride == p.StrideWidth, p.Padding), p.Dilation,
                p.Groups, weights.Add(Weight("weight")), Bias(p.Bias)),
            DepthwiseConvolution p => Call("Convolve", x[0], Axes(shapes[0]), shapes[0][0], p.Kernel,
                p.Stride, p.Padding, p.Dilation, shapes[0][0], weights.Add(Weight("weight")), "default"),
            BatchNorm p => Call("Normalize", x[0], Inner(shapes[0]), weights.Add(Weight("running_mean")),
                weights.Add(Folded(Weight("weight"), Weight("running_variance"), p.Epsilon)),
                weights.Add(Weight("bias"))),
            LayerNorm p => Call("LayerNorm", x[0], $"{p.Epsilon:R}f", weights.Add(Weight("weight")),
                weights.Add(Weight("bias"))),
            Activation p => Call($"{p.Function}", x[0]),
            MaxPool p => Call("MaxPool", x[0], Axes(shapes[0]), p.Size, p.Stride,
                Same(p, p.Size == p.KernelWidth && p.Stride == p.StrideWidth && !p.CeilMode, p.Padding)),
            AveragePool p => Call("AveragePool", x[0], Axes(shapes[0]), p.Size, p.Stride,
                Same(p, p.Size == p.KernelWidth && p.Stride == p.StrideWidth && !p.CeilMode
                    && !p.CountIncludesPadding, p.Padding)),
            GlobalAveragePool => Call("GlobalAveragePool", x[0], shapes[0][0]),
            Linear p when shapes[0].Rank == 1 => Call("Linear", x[0], p.OutFeatures,
                weights.Add(Transposed(Weight("weight"), p.OutFeatures, shapes[0][0])), Bias(p.Bias)),
            Sum when x.Length > 1 => Call("Sum", x),
            Concat when x.Length > 1 => Call("Concat", x),
            Flatten or Identity or Dropout or Sum or Concat => ("", x[0]),
            Zero => ("", $"new float[{shapes[0].Count}]"),
            ChannelScale => Call("ChannelScale", x),
            Neurons p => Call("Neurons", x[0], p.Wiring.Outputs,
                weights.Add(p.Values.IsEmpty ? Weight("weight") : p.Values.AsSpan()),
                weights.Add(p.Wiring.Functions.Select(function => (int)function)),
                weights.Add(p.Wiring.Sources), weights.Add(p.Wiring.Targets)),
            _ => throw new NotSupportedException($"C# export does not know \"{node.Primitive.Kind}\" for "
                + $"{string.Join(" and ", shapes)}. Export to ONNX instead."),
        };
    }

    private static (string, string) Call(string function, params object[] arguments) =>
        (function, FormattableString.Invariant($"{function}({string.Join(", ", arguments)})"));

    // The written functions know square windows with the same padding on all sides.
    private static int Same(Primitive p, bool square, Pads pads) =>
        square && pads == Pads.Even(pads.Top, pads.Top)
            ? pads.Top
            : throw new NotSupportedException($"C# export knows \"{p.Kind}\" with square windows, one "
                + "stride, one padding and sizes rounded down alone. Export to ONNX instead.");

    private static string Axes(Shape image) => $"{image[0]}, {image[1]}, {image[2]}";

    // Elements of one channel or feature.
    private static int Inner(Shape shape) => shape.Count / shape[0];

    private static float[] Folded(ReadOnlySpan<float> scale, ReadOnlySpan<float> variance, float epsilon)
    {
        var folded = new float[scale.Length];
        for (int i = 0; i < folded.Length; i++)
            folded[i] = (float)(scale[i] / Math.Sqrt((double)variance[i] + epsilon));
        return folded;
    }

    private static float[] Transposed(ReadOnlySpan<float> matrix, int rows, int columns)
    {
        var transposed = new float[matrix.Length];
        for (int i = 0; i < matrix.Length; i++)
            transposed[i % columns * rows + i / columns] = matrix[i];
        return transposed;
    }
}
