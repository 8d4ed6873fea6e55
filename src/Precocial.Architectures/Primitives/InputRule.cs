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

    /// <summary>The only input, which is [tokens, features].</summary>
    public static Shape Tokens(string kind, ReadOnlySpan<Shape> inputs)
    {
        Shape x = One(kind, inputs);
        return x.Rank == 2 ? x : throw new ShapeException(
            $"{kind}: the input must be [tokens, features], but is {x}. Put ImageToTokens before it.");
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
}
