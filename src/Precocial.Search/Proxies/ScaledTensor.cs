using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A tensor of numbers that may be too large for float32: Value·2^Exponent.</summary>
internal readonly record struct ScaledTensor(Tensor Value, int Exponent)
{
    /// <summary>The exponent of zeros, which go with any other.</summary>
    public const int OfZeros = int.MinValue / 2;

    /// <summary>A tensor of finite numbers, none negative, brought to at most 2.</summary>
    public static ScaledTensor Of(Tensor value, int exponent)
    {
        int excess = ExponentOf(value);
        return excess == OfZeros
            ? new(value, OfZeros)
            : new(value * MathF.ScaleB(1, -excess), exponent + excess);
    }

    /// <summary>⌊log₂ of the largest element⌋; <see cref="OfZeros"/> where all are 0.</summary>
    public static int ExponentOf(Tensor value)
    {
        float largest = 0;
        foreach (float element in value.Span)
            largest = Math.Max(largest, element);
        return largest > 0 ? MathF.ILogB(largest) : OfZeros;
    }

    /// <summary>The same numbers with another exponent.</summary>
    public Tensor With(int exponent) =>
        Exponent == exponent ? Value : Value * MathF.ScaleB(1, Math.Max(Exponent - exponent, -1000));
}
