using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Adds what an edge of a cell can do to a graph.</summary>
internal static class CellOperations
{
    private static readonly Activation s_relu = new(ActivationFunction.Relu);

    /// <summary>Adds an operation of <see cref="CellWiring.Operations"/>; returns its last node.</summary>
    /// <param name="builder">Takes the nodes.</param>
    /// <param name="name">The prefix of their names.</param>
    /// <param name="input">The node that it reads.</param>
    /// <param name="operation">Which.</param>
    /// <param name="channels">Of its output.</param>
    /// <param name="stride">2 where it halves the image.</param>
    public static int Add(
        GraphBuilder builder, string name, int input, string operation, int channels, int stride) =>
        operation switch
        {
            "skip" when stride == 1 => builder.Add(name, new Identity(), input),
            "skip" => Project(builder, name, input, channels, stride),
            "avg3" => builder.Add(name, new AveragePool(3, stride), input),
            "max3" => builder.Add(name, new MaxPool(3, stride), input),
            "sep3" => Separable(builder, name, input, channels, new(Kernel: 3, stride)),
            "sep5" => Separable(builder, name, input, channels, new(Kernel: 5, stride)),
            "dil3" => Separable(builder, name, input, channels, new(Kernel: 3, stride, Dilation: 2)),
            _ => Separable(builder, name, input, channels, new(Kernel: 5, stride, Dilation: 2)),
        };

    /// <summary>Adds rectifier, 1x1 convolution and batch norm.</summary>
    public static int Project(GraphBuilder builder, string name, int input, int channels, int stride)
    {
        builder.Add($"{name}_activation", s_relu, input);
        builder.Add(name, new Convolution(channels, Kernel: 1, stride));
        return builder.Add($"{name}_norm", new BatchNorm());
    }

    private static int Separable(
        GraphBuilder builder, string name, int input, int channels, DepthwiseConvolution depthwise)
    {
        builder.Add($"{name}_activation", s_relu, input);
        builder.Add($"{name}_depthwise", depthwise);
        builder.Add($"{name}_pointwise", new Convolution(channels, Kernel: 1));
        return builder.Add($"{name}_norm", new BatchNorm());
    }
}
