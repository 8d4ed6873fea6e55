using System.Text.Json;
using Precocial.Tensors;

namespace Precocial.Hypernetworks.Tests;

/// <summary>Compares with numbers of the released code to 1e-4, relative to the tensor's mean
/// magnitude.</summary>
internal static class GoldenNumbers
{
    public const double Tolerance = 1e-4;

    /// <summary>With a sum, a sum of magnitudes and the first eight.</summary>
    /// <param name="tensor">What is compared.</param>
    /// <param name="expected">The golden numbers.</param>
    /// <param name="what">For the message.</param>
    /// <param name="relative">Of the tensor's mean magnitude.</param>
    /// <param name="absolute">Further tolerance of each number.</param>
    public static void ShouldFit(this Tensor tensor, JsonElement expected, string what, double relative =
        Tolerance, double absolute = 1e-9)
    {
        double sum = 0, magnitude = 0, wanted = expected.GetProperty("abs").GetDouble();
        foreach (float value in tensor.Span)
        {
            sum += value;
            magnitude += Math.Abs(value);
        }
        double tolerance = relative * wanted + absolute * tensor.Count;
        magnitude.ShouldBe(wanted, tolerance, what);
        sum.ShouldBe(expected.GetProperty("sum").GetDouble(), tolerance, what);
        int i = 0;
        foreach (JsonElement value in expected.GetProperty("first").EnumerateArray())
        {
            double first = value.GetDouble();
            ((double)tensor.Span[i++]).ShouldBe(first,
                relative * Math.Max(Math.Abs(first), wanted / tensor.Count) + absolute, what);
        }
    }

    /// <summary>The largest difference from a sum, a sum of magnitudes and the first eight, relative to the sum of
    /// magnitudes or, of a number, to itself or the mean magnitude.</summary>
    public static double Misfit(this Tensor tensor, JsonElement expected)
    {
        double sum = 0, magnitude = 0, wanted = expected.GetProperty("abs").GetDouble();
        foreach (float value in tensor.Span)
        {
            sum += value;
            magnitude += Math.Abs(value);
        }
        double misfit = Math.Max(Math.Abs(magnitude - wanted), Math.Abs(sum - expected.GetProperty("sum").GetDouble()))
            / wanted;
        int i = 0;
        foreach (JsonElement value in expected.GetProperty("first").EnumerateArray())
        {
            double first = value.GetDouble();
            misfit = Math.Max(misfit,
                Math.Abs(tensor.Span[i++] - first) / Math.Max(Math.Abs(first), wanted / tensor.Count));
        }
        return misfit;
    }

    /// <summary>With every number.</summary>
    public static void ShouldFit(this ReadOnlySpan<float> values, ReadOnlySpan<float> expected, string what)
    {
        values.Length.ShouldBe(expected.Length, what);
        double magnitude = 0;
        foreach (float value in expected)
            magnitude += Math.Abs(value) / expected.Length;
        for (int i = 0; i < values.Length; i++)
        {
            values[i].ShouldBe(expected[i], (float)(Tolerance * Math.Max(Math.Abs(expected[i]), magnitude)),
                $"{what}[{i}]");
        }
    }
}
