using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class PerceptronLayerTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(7, 4)]
    public void Backward_Input_IsTheDifferenceQuotient(int inputs, int outputs)
    {
        var rng = new Rng(1);
        var layer = new PerceptronLayer(inputs, outputs, relu: true, rng);
        var x = Draw(inputs, rng);
        var slope = Draw(outputs, rng);
        layer.Forward(x);
        var analytic = (Vector256<float>[])layer.Backward(x, (Vector256<float>[])slope.Clone(), true).Clone();
        // Piecewise linear: exact but where the step crosses a bend.
        const float Step = 1e-2f;
        int wrong = 0;
        for (int i = 0; i < inputs * PerceptronLayer.Rows; i++)
        {
            double up = Sum(layer, Moved(x, i, Step), slope), down = Sum(layer, Moved(x, i, -Step), slope);
            wrong += Math.Abs((up - down) / (2 * Step) - Values(analytic)[i]) > 2e-3 ? 1 : 0;
        }
        wrong.ShouldBeLessThan(inputs * PerceptronLayer.Rows / 15 + 1);
    }

    [Fact]
    public void Forward_IsWhatOneRowGives()
    {
        var rng = new Rng(2);
        var layer = new PerceptronLayer(6, 5, relu: true, rng);
        var x = Draw(6, rng);
        float[] all = [.. Values(layer.Forward(x))];
        for (int row = 0; row < PerceptronLayer.Rows; row++)
        {
            int lane = row;
            float[] one = layer.One(
                [.. Enumerable.Range(0, 6).Select(k => Values(x)[k * PerceptronLayer.Rows + lane])]);
            for (int o = 0; o < 5; o++)
                one[o].ShouldBe(all[o * PerceptronLayer.Rows + row], 1e-6f);
        }
    }

    private static double Sum(PerceptronLayer layer, Vector256<float>[] x, Vector256<float>[] slope)
    {
        double sum = 0;
        var y = Values(layer.Forward(x));
        for (int i = 0; i < y.Length; i++)
            sum += (double)y[i] * Values(slope)[i];
        return sum;
    }

    private static Vector256<float>[] Moved(Vector256<float>[] x, int index, float step)
    {
        var moved = (Vector256<float>[])x.Clone();
        Values(moved)[index] += step;
        return moved;
    }

    private static Vector256<float>[] Draw(int neurons, Rng rng)
    {
        var drawn = new Vector256<float>[neurons * PerceptronLayer.Vectors];
        foreach (ref float value in Values(drawn))
            value = (float)rng.NextNormal();
        return drawn;
    }

    private static Span<float> Values(Vector256<float>[] vectors) =>
        MemoryMarshal.Cast<Vector256<float>, float>(vectors.AsSpan());
}
