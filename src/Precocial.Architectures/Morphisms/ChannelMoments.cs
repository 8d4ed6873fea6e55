using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Mean and variance of each channel that a node gives for some inputs, in evaluation.</summary>
internal static class ChannelMoments
{
    public static (float[] Mean, float[] Variance) Of(Network network, int node, Tensor sample)
    {
        using var tape = new Tape(recording: false);
        Tensor values = network.ForwardTo(node, tape.Input(sample));
        int channels = values.Shape[1], pixels = values.Count / (values.Shape[0] * channels);
        var (mean, variance) = (new float[channels], new float[channels]);
        for (int channel = 0; channel < channels; channel++)
        {
            double sum = 0, squares = 0;
            for (int i = 0; i < values.Shape[0]; i++)
            {
                foreach (float value in values.Span.Slice((i * channels + channel) * pixels, pixels))
                    (sum, squares) = (sum + value, squares + (double)value * value);
            }
            double count = (double)values.Shape[0] * pixels, centre = sum / count;
            mean[channel] = (float)centre;
            variance[channel] = (float)Math.Max(0, squares / count - centre * centre);
        }
        return (mean, variance);
    }
}
