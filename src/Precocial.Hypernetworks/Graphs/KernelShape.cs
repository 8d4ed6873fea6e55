using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>The shape of a weight tensor as the hypernetwork sees it: that of a convolution's
/// kernel.</summary>
/// <param name="Out">Output channels.</param>
/// <param name="In">Input channels of one group.</param>
/// <param name="Height">Of the window.</param>
/// <param name="Width">Of the window.</param>
public readonly record struct KernelShape(int Out, int In, int Height, int Width)
{
    /// <summary>How many numbers it has.</summary>
    public long Count => (long)Out * In * Height * Width;

    /// <summary>The shape of a tensor with one to four axes; a positional tensor of tokens, [1, tokens,
    /// features], counts as a square map of its features.</summary>
    /// <exception cref="ShapeException">No axis, or more than four.</exception>
    public static KernelShape Of(Shape shape) => shape.Rank switch
    {
        1 => new(shape[0], 1, 1, 1),
        2 => new(shape[0], shape[1], 1, 1),
        3 when shape[0] == 1 && shape[1] > 1 && shape[2] > 1 =>
            new(1, shape[2], (int)Math.Sqrt(shape[1]), (int)Math.Sqrt(shape[1])),
        3 => new(shape[0], shape[1], shape[2], 1),
        4 => new(shape[0], shape[1], shape[2], shape[3]),
        _ => throw new ShapeException("A hypernetwork predicts tensors with one to four axes, but one is "
            + $"{shape}."),
    };

    /// <summary>As <c>64x64x11x11</c>.</summary>
    public override string ToString() => $"{Out}x{In}x{Height}x{Width}";
}
