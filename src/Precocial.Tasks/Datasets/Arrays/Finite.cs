using System.Globalization;

namespace Precocial.Tasks;

/// <summary>The rule that inputs are finite.</summary>
internal static class Finite
{
    /// <exception cref="DataException">A value is not finite; the message names its sample.</exception>
    public static void Check(ReadOnlySpan<float> values, int sampleSize, string source)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new DataException(string.Create(CultureInfo.InvariantCulture, $"{source}: value "
                    + $"{i % sampleSize} of sample {i / sampleSize} is {values[i]}. Inputs must "
                    + $"be finite float32 numbers."));
        }
    }
}
