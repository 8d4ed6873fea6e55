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

    public static Tensor Multiply(this Tensor x, Tensor y) => Broadcast(x, y, (a, b) => a * b);

    public static Tensor Subtract(this Tensor x, Tensor y) => Broadcast(x, y, (a, b) => a - b);

    public static Tensor Dropout(this Tensor x, float p, Rng rng, bool training) => throw new NotImplementedException();

    private static Tensor Broadcast(Tensor x, Tensor y, Func<float, float, float> f)
    {
        float[] z = x.ToArray();
        for (int i = 0; i < z.Length; i++)
        {
            int rest = i, at = 0, stride = 1;
            for (int k = 1; k <= y.Shape.Rank; k++)
            {
                int axis = rest % x.Shape[^k];
                rest /= x.Shape[^k];
                at += y.Shape[^k] == 1 ? 0 : axis * stride;
                stride *= y.Shape[^k];
            }
            z[i] = f(z[i], y.Span[at]);
        }
        return x.Tape!.Input(Tensor.From(z, x.Shape));
    }
}
