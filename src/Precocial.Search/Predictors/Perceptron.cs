using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A small multilayer perceptron with relu and one output, trained on the mean absolute error by
/// Adam: milliseconds for a few hundred rows.</summary>
/// <remarks>
/// Its nearest neighbour, the trainer on a tape, costs ten times as much on networks this small. A step takes
/// 32 rows; <see cref="PerceptronLayer"/> says how they lie in vectors.
/// </remarks>
internal sealed class Perceptron
{
    private const int Rows = PerceptronLayer.Rows, Vectors = PerceptronLayer.Vectors;

    private readonly PerceptronLayer[] _layers;

    public Perceptron(int inputs, int hidden, int width, Rng rng)
    {
        _layers = new PerceptronLayer[hidden + 1];
        for (int i = 0; i <= hidden; i++)
        {
            _layers[i] = new PerceptronLayer(
                i == 0 ? inputs : width, i == hidden ? 1 : width, relu: i < hidden, rng);
        }
    }

    public void Train(float[][] rows, float[] targets, int epochs, float rate, Rng rng)
    {
        int inputs = rows[0].Length, step = 0;
        var x = new Vector256<float>[inputs * Vectors];
        var loss = new Vector256<float>[Vectors];
        var order = new int[rows.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            rng.Shuffle<int>(order);
            for (int start = 0; start < order.Length; start += Rows)
            {
                var batch = order.AsSpan(start, Math.Min(Rows, order.Length - start));
                Gather(rows, batch, x);
                var y = Forward(x);
                Slope(y, targets, batch, loss);
                Backward(x, loss);
                Step(rate, ++step);
            }
        }
    }

    public float Predict(float[] row)
    {
        ReadOnlySpan<float> x = row;
        foreach (var layer in _layers)
            x = layer.One(x);
        return x[0];
    }

    private static void Gather(float[][] rows, ReadOnlySpan<int> batch, Vector256<float>[] x)
    {
        var values = MemoryMarshal.Cast<Vector256<float>, float>(x.AsSpan());
        values.Clear();
        for (int lane = 0; lane < batch.Length; lane++)
        {
            float[] row = rows[batch[lane]];
            for (int k = 0; k < row.Length; k++)
                values[k * Rows + lane] = row[k];
        }
    }

    private Vector256<float>[] Forward(Vector256<float>[] x)
    {
        foreach (var layer in _layers)
            x = layer.Forward(x);
        return x;
    }

    // The gradient of mean |y − t|: a sign; nothing in lanes without a row.
    private static void Slope(
        Vector256<float>[] y, float[] targets, ReadOnlySpan<int> batch, Vector256<float>[] loss)
    {
        var values = MemoryMarshal.Cast<Vector256<float>, float>(y.AsSpan());
        var slopes = MemoryMarshal.Cast<Vector256<float>, float>(loss.AsSpan());
        slopes.Clear();
        for (int lane = 0; lane < batch.Length; lane++)
            slopes[lane] = Math.Sign(values[lane] - targets[batch[lane]]) / (float)batch.Length;
    }

    private void Backward(Vector256<float>[] x, Vector256<float>[] slope)
    {
        for (int i = _layers.Length - 1; i >= 0; i--)
            slope = _layers[i].Backward(i == 0 ? x : _layers[i - 1].Output, slope, needsInput: i > 0);
    }

    private void Step(float rate, int step)
    {
        foreach (var layer in _layers)
            layer.Step(rate, step);
    }
}
