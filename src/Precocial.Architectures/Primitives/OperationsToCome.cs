using Precocial.Tensors;

namespace Precocial.Architectures;

// Until the engine's operations are in the hub; then this file goes. Forward only.
internal static class OperationsToCome
{
    public static Tensor LayerNorm(this Tensor x, Tensor scale, Tensor bias, float epsilon)
    {
        float[] y = x.ToArray();
        int n = x.Shape[^1];
        for (int r = 0; r < y.Length; r += n)
        {
            Span<float> row = y.AsSpan(r, n);
            double mean = 0, variance = 0;
            foreach (float v in row) mean += v / (double)n;
            foreach (float v in row) variance += (v - mean) * (v - mean) / n;
            for (int i = 0; i < n; i++)
                row[i] = (float)((row[i] - mean) / Math.Sqrt(variance + epsilon)) * scale.Span[i] + bias.Span[i];
        }
        return x.Tape!.Input(Tensor.From(y, x.Shape));
    }

    public static Tensor Dropout(this Tensor x, float p, Rng rng, bool training) => throw new NotImplementedException();
}
