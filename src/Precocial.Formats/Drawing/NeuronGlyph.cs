using System.Globalization;
using System.Text;
using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>How a drawing shows a neuron's function: a word, a colour, and its curve.</summary>
internal static class NeuronGlyph
{
    private const int Samples = 16;

    /// <summary>What a legend says.</summary>
    public static string Name(NeuronFunction function) => $"{function}".ToLowerInvariant();

    /// <summary>A light colour that no other function has.</summary>
    public static string Colour(NeuronFunction function) => function switch
    {
        NeuronFunction.Linear => "#e7ebf0",
        NeuronFunction.Step => "#f8d8ae",
        NeuronFunction.Sine => "#bfdcf7",
        NeuronFunction.Gaussian => "#d6cdf4",
        NeuronFunction.Tanh => "#c4ecd2",
        NeuronFunction.Sigmoid => "#aee3dd",
        NeuronFunction.Negate => "#f7c6cc",
        NeuronFunction.Abs => "#f6e79c",
        NeuronFunction.Relu => "#ffcdb2",
        NeuronFunction.Cosine => "#a9bfe8",
        NeuronFunction.Square => "#ecc7e6",
        _ => "#ffffff",
    };

    /// <summary>The function's curve, centred on a point, in the syntax of an SVG path.</summary>
    /// <param name="function">The function.</param>
    /// <param name="x">The centre.</param>
    /// <param name="y">The centre; y goes down.</param>
    /// <param name="half">Half the width and half the height.</param>
    public static string Path(NeuronFunction function, double x, double y, double half)
    {
        (double range, double low, double high, int steps) = Window(function);
        // The corners of a step do not lie on an even grid.
        if (function == NeuronFunction.Step)
            return Text($"M{x - half:0.#} {y + half:0.#}H{x:0.#}V{y - half:0.#}H{x + half:0.#}");
        var path = new StringBuilder();
        for (int i = 0; i <= steps; i++)
        {
            double t = 2.0 * i / steps - 1, value = Value(function, range * t);
            double height = 2 * (value - low) / (high - low) - 1;
            path.Append(i == 0 ? 'M' : 'L').Append(Text($"{x + half * t:0.#} {y - half * height:0.#}"));
        }
        return path.ToString();
    }

    // What part of the function is shown: x from −range to range, y from low to high, in how many straight
    // pieces.
    private static (double Range, double Low, double High, int Steps) Window(NeuronFunction function) =>
        function switch
        {
            NeuronFunction.Linear or NeuronFunction.Negate => (1, -1, 1, 1),
            NeuronFunction.Abs or NeuronFunction.Relu => (1, -0.1, 1.1, 2),
            NeuronFunction.Square => (1, -0.1, 1.1, Samples),
            NeuronFunction.Gaussian => (3, 0, 1, Samples),
            NeuronFunction.Tanh => (2.5, -1, 1, Samples),
            // Higher above its axis than tanh, which crosses it.
            NeuronFunction.Sigmoid => (5, -0.4, 1.1, Samples),
            // Two waves: one looks like a Gaussian.
            NeuronFunction.Cosine => (2, -1, 1, 2 * Samples),
            _ => (1, -1, 1, Samples),
        };

    private static double Value(NeuronFunction function, double x) => function switch
    {
        NeuronFunction.Sine => Math.Sin(Math.PI * x),
        NeuronFunction.Gaussian => Math.Exp(-x * x / 2),
        NeuronFunction.Tanh => Math.Tanh(x),
        NeuronFunction.Sigmoid => 1 / (1 + Math.Exp(-x)),
        NeuronFunction.Negate => -x,
        NeuronFunction.Abs => Math.Abs(x),
        NeuronFunction.Relu => Math.Max(x, 0),
        NeuronFunction.Cosine => Math.Cos(Math.PI * x),
        NeuronFunction.Square => x * x,
        _ => x,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
