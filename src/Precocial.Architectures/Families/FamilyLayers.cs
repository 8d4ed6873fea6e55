using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The layers that the families have in common, each on top of a node and with the name that
/// torchvision's module has.</summary>
internal static class FamilyLayers
{
    /// <summary>Whether an image is so small that a family leaves early down-sampling out: 64 pixels a side
    /// at most.</summary>
    public static bool IsSmall(Shape input) => Math.Min(input[1], input[2]) <= 64;

    /// <summary>A convolution with "same" padding, then batch normalisation.</summary>
    public static int ConvolutionNorm(this GraphBuilder graph, int x, string convolution, string norm,
        int channels, int kernel = 1, int stride = 1, int groups = 1, BatchNorm? normalisation = null)
    {
        graph.Add(convolution, new Convolution(channels, kernel, stride, Groups: groups), x);
        return graph.Add(norm, normalisation ?? new BatchNorm());
    }

    /// <summary>A function of each element.</summary>
    public static int Activate(this GraphBuilder graph, int x, string name, ActivationFunction function) =>
        graph.Add(name, new Activation(function), x);

    /// <summary>Squeeze and excitation: two 1x1 convolutions with offsets, <c>fc1</c> and <c>fc2</c>, on the
    /// channels' means give each channel its factor.</summary>
    public static int SqueezeExcite(this GraphBuilder graph, int x, string name, int squeezed,
        ActivationFunction activation, ActivationFunction gate)
    {
        graph.Add($"{name}.avgpool", new GlobalAveragePool { KeepAxes = true }, x);
        graph.Add($"{name}.fc1", new Convolution(squeezed, 1, Bias: true));
        graph.Add($"{name}.activation", new Activation(activation));
        graph.Add($"{name}.fc2", new Convolution(graph.ShapeOf(x)[0], 1, Bias: true));
        int factors = graph.Add($"{name}.scale_activation", new Activation(gate));
        return graph.Add($"{name}.scale", new ChannelScale(), x, factors);
    }

    /// <summary>Layer normalisation over the channels of each pixel.</summary>
    public static int PixelNorm(this GraphBuilder graph, int x, string name, float epsilon)
    {
        Shape image = graph.ShapeOf(x);
        graph.Add($"{name}.tokens", new ImageToTokens(), x);
        graph.Add(name, new LayerNorm(epsilon));
        return graph.Add($"{name}.image", new TokensToImage(image[1], image[2]));
    }

    /// <summary><paramref name="value"/> rounded to a multiple of 8, but not by more than a tenth
    /// down.</summary>
    /// <remarks>Source: <c>_make_divisible</c> of torchvision and of the MobileNets' own code.</remarks>
    public static int ToMultipleOf8(double value)
    {
        int rounded = Math.Max(8, (int)(value + 4) / 8 * 8);
        return rounded < 0.9 * value ? rounded + 8 : rounded;
    }
}
