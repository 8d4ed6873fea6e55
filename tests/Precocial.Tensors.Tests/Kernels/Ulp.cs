namespace Precocial.Tensors.Tests.Kernels;

/// <summary>Errors in units in the last place of the nearest float.</summary>
internal static class Ulp
{
    /// <summary>How far a float is from an exact value; 0 for the same infinity or NaN for NaN.</summary>
    public static double Distance(float actual, double expected)
    {
        if (double.IsNaN(expected) || float.IsNaN(actual))
            return double.IsNaN(expected) && float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        float rounded = (float)expected;
        if (float.IsInfinity(rounded) || float.IsInfinity(actual))
            return rounded == actual ? 0 : double.PositiveInfinity;
        return Math.Abs(actual - expected) / Of(expected);
    }

    /// <summary>The distance between floats at a value.</summary>
    public static double Of(double value)
    {
        // below, floats are equally spaced
        double magnitude = Math.Max(Math.Abs(value), 1.1754943508222875e-38);
        return Math.Pow(2, Math.Floor(Math.Log2(magnitude)) - 23);
    }
}
