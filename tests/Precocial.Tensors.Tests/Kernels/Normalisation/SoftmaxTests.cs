using Precocial.Tensors.Kernels;
using Rows = Precocial.Tensors.Kernels.Softmax;

namespace Precocial.Tensors.Tests.Kernels.Normalisation;

public sealed unsafe class SoftmaxTests
{
    [Fact]
    public void Forward_OfAnyWidth_IsTheSoftmax()
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            using Native x = Scaled(3 * columns), y = new(3 * columns), log = new(3 * columns);
            Rows.Forward(x.Pointer, y.Pointer, 3, columns);
            Rows.LogForward(x.Pointer, log.Pointer, 3, columns);
            for (int i = 0; i < x.Length; i++)
            {
                double exact = Exact(x, i, columns);
                // exp within 1.3 ulp, the difference within half an ulp of 40, sum and quotient within a few.
                y.Span[i].ShouldBe((float)exact, exact * 4e-6);
                log.Span[i].ShouldBe((float)Math.Log(exact), 1e-5);
            }
            y.GuardsAreIntact();
            log.GuardsAreIntact();
        }
    }

    [Fact]
    public void Backward_OfAnyWidth_IsTheGradient()
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            int count = 2 * columns;
            using Native x = Scaled(count), y = new(count), log = new(count),
                dy = Native.Random(count, new Rng(9));
            using Native dx = new(count), dlog = new(count);
            Rows.Forward(x.Pointer, y.Pointer, 2, columns);
            Rows.LogForward(x.Pointer, log.Pointer, 2, columns);
            Rows.Backward(dy.Pointer, y.Pointer, dx.Pointer, 2, columns, accumulate: false);
            Rows.Backward(dy.Pointer, y.Pointer, dx.Pointer, 2, columns, accumulate: true);
            Rows.LogBackward(dy.Pointer, log.Pointer, dlog.Pointer, 2, columns, accumulate: false);
            Rows.LogBackward(dy.Pointer, log.Pointer, dlog.Pointer, 2, columns, accumulate: true);
            for (int i = 0; i < count; i++)
            {
                int row = i / columns * columns;
                var range = Enumerable.Range(row, columns);
                double p = Exact(x, i, columns), sum = range.Sum(j => (double)dy.Span[j]);
                double product = range.Sum(j => dy.Span[j] * Exact(x, j, columns));
                dx.Span[i].ShouldBe((float)(2 * p * (dy.Span[i] - product)), 1e-5);
                dlog.Span[i].ShouldBe((float)(2 * (dy.Span[i] - p * sum)), 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(-1e30f)]
    public void Forward_OfHugeValues_DoesNotOverflow(float value)
    {
        float[] x = [value, value], y = new float[2];
        fixed (float* from = x, to = y)
            Rows.Forward(from, to, 1, 2);
        y.ShouldBe([0.5f, 0.5f]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void Forward_OfARowWithNaN_IsNaN(int columns)
    {
        using Native x = Native.Random(columns, new Rng(1)), y = new(columns);
        x.Span[1] = float.NaN;
        Rows.Forward(x.Pointer, y.Pointer, 1, columns);
        y.Span.ToArray().ShouldAllBe(value => float.IsNaN(value));
    }

    private static Native Scaled(int count)
    {
        var x = Native.Random(count, new Rng(5));
        foreach (ref float value in x.Span)
            value *= 20;
        return x;
    }

    private static double Exact(Native x, int i, int columns)
    {
        int row = i / columns * columns;
        return 1 / Enumerable.Range(row, columns).Sum(j => Math.Exp((double)x.Span[j] - x.Span[i]));
    }
}
