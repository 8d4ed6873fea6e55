using System.Runtime.CompilerServices;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The checks that primitives share: each says the rule, the values and a way out.</summary>
internal static class InputRule
{
    /// <summary>The only input.</summary>
    public static Shape One(string kind, ReadOnlySpan<Shape> inputs) =>
        inputs.Length == 1 ? inputs[0] : throw new ShapeException(
            $"{kind}: takes one input, but has {inputs.Length}. Sum or concatenate them before it.");

    /// <summary>The only input, which is [channels, height, width].</summary>
    public static Shape Image(string kind, ReadOnlySpan<Shape> inputs)
    {
        Shape x = One(kind, inputs);
        return x.Rank == 3 ? x : throw new ShapeException(
            $"{kind}: the input must be [channels, height, width], but is {x}. Use it before Flatten or "
                + "pooling to a vector.");
    }

    /// <summary>The only input, which is [features].</summary>
    public static Shape Vector(string kind, ReadOnlySpan<Shape> inputs)
    {
        Shape x = One(kind, inputs);
        return x.Rank == 1 ? x : throw new ShapeException(
            $"{kind}: the input must be [features], but is {x}. Put Flatten or GlobalAveragePool before it.");
    }

    /// <summary>Checks that all inputs have one shape, and that there is at least one.</summary>
    public static Shape Equal(string kind, ReadOnlySpan<Shape> inputs)
    {
        if (inputs.IsEmpty)
            throw new ShapeException($"{kind}: needs at least one input, but has none.");
        foreach (Shape x in inputs)
        {
            if (x != inputs[0])
                throw new ShapeException($"{kind}: inputs must have one shape, but are {inputs[0]} and {x}. "
                    + "Project one of them with a 1x1 convolution or a linear layer.");
        }
        return inputs[0];
    }

    /// <summary>Checks a setting that must be at least 1.</summary>
    public static void Positive(
        string kind, int value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < 1)
            throw new ShapeException($"{kind}: {name} must be at least 1, but is {value}.");
    }

    /// <summary>Positions of a window of <paramref name="extent"/> along an axis of
    /// <paramref name="size"/>.</summary>
    public static int Positions(string kind, int size, int extent, int stride, int padding)
    {
        long room = size + 2L * padding - extent;
        return room >= 0 ? (int)(room / stride) + 1 : throw new ShapeException(
            $"{kind}: a window of {extent} does not fit into {size} + 2·{padding}. Use a smaller window or "
                + "pool later.");
    }

    /// <summary>The shape of the only input, an image, after a window has moved over each channel.</summary>
    public static Shape Pooled(string kind, ReadOnlySpan<Shape> inputs, int size, int stride, int padding)
    {
        Shape x = Image(kind, inputs);
        Positive(kind, size, "Size");
        Positive(kind, stride, "Stride");
        return
        [
            x[0],
            Positions(kind, x[1], size, stride, padding),
            Positions(kind, x[2], size, stride, padding),
        ];
    }
}
