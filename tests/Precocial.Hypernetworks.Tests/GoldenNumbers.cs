using System.Text.Json;
using Precocial.Tensors;

namespace Precocial.Hypernetworks.Tests;

/// <summary>Compares with numbers of the released code to 1e-4, relative to the tensor's mean magnitude.</summary>
internal static class GoldenNumbers
{
    public const double Tolerance = 1e-4;

    /// <summary>With a sum, a sum of magnitudes and the first eight.</summary>
    public static void ShouldFit(this Tensor tensor, JsonElement expected, string what)
    {
        double sum = 0, magnitude = 0, first = expected.GetProperty("abs").GetDouble();
        foreach (float value in tensor.Span)
        {
            sum += value;
            magnitude += Math.Abs(value);
        }
        magnitude.ShouldBe(first, Tolerance * first + 1e-9, what);
        sum.ShouldBe(expected.GetProperty("sum").GetDouble(), Tolerance * first + 1e-9, what);
        int i = 0;
        foreach (JsonElement value in expected.GetProperty("first").EnumerateArray())
        {
            double wanted = value.GetDouble();
            tensor.Span[i++].ShouldBe((float)wanted,
                (float)(Tolerance * Math.Max(Math.Abs(wanted), first / tensor.Count) + 1e-9), what);
        }
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
