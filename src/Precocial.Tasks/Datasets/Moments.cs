using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Mean and deviation along axis 1 of [samples, channels, ...].</summary>
internal sealed record Moments(float[] Mean, float[] Deviation, float[] Scale)
{
    public static Moments Of(Tensor inputs)
    {
        int channels = inputs.Shape[1], inner = inputs.Count / inputs.Shape[0] / channels;
        var mean = Average(inputs, channels, inner, centre: null, square: false);
        // Two passes: the one-pass formula cancels for columns with a large mean.
        var variance = Average(inputs, channels, inner, centre: mean, square: true);
        var deviation = Array.ConvertAll(variance, v => (float)Math.Sqrt(v));
        return new Moments(Array.ConvertAll(mean, v => (float)v), deviation,
            Array.ConvertAll(deviation, d => d > 0 && float.IsFinite(1 / d) ? 1 / d : 0));
    }

    private static double[] Average(Tensor inputs, int channels, int inner, double[]? centre, bool square)
    {
        var sums = new double[channels];
        ReadOnlySpan<float> values = inputs.Span;
        for (int row = 0; row * inner < values.Length; row++)
        {
            int channel = row % channels;
            double shift = centre?[channel] ?? 0, sum = 0;
            foreach (float value in values.Slice(row * inner, inner))
                sum += square ? (value - shift) * (value - shift) : value;
            sums[channel] += sum;
        }
        double count = (double)values.Length / channels;
        return Array.ConvertAll(sums, sum => sum / count);
    }
}
