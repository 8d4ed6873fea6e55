namespace Precocial.Tensors.Tests.Kernels;

/// <summary>Floats of every sign and exponent.</summary>
internal static class FloatSamples
{
    /// <summary>The values at which implementations go wrong.</summary>
    public static float[] Special { get; } =
    [
        0f, -0f, 1f, -1f, float.Epsilon, -float.Epsilon, 1.17549421e-38f, 1.17549435e-38f, float.MaxValue,
        float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 88.7f, 88.73f, -87.4f, -103.9f,
        -104.1f, 3f, -3f, 0.625f, 1e5f, -1e5f, 3.14159274f, 1.57079637f,
    ];

    /// <summary>Every <paramref name="step"/>-th bit pattern, and the special values.</summary>
    public static float[] Strided(int step)
    {
        var values = new List<float>(Special);
        for (long bits = 0; bits < 1L << 32; bits += step)
            values.Add(BitConverter.Int32BitsToSingle((int)bits));
        return [.. values];
    }
}
