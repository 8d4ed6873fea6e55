using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Functions;

public sealed unsafe class BinaryTests
{
    private delegate void BinaryKernel(float* a, float* b, float* y, long n, WorkerPool? workers);

    [Fact]
    public void Arithmetic_OfAnyLength_RoundsOnce()
    {
        Check(Elementwise.Add, (a, b) => a + b);
        Check(Elementwise.Subtract, (a, b) => a - b);
        Check(Elementwise.Multiply, (a, b) => a * b);
        Check(Elementwise.Divide, (a, b) => a / b);
        Check(Elementwise.Max, Math.Max);
    }

    [Theory]
    [InlineData(float.NaN, 1f, float.NaN)]
    [InlineData(1f, float.NaN, float.NaN)]
    [InlineData(float.NegativeInfinity, -3f, -3f)]
    [InlineData(float.PositiveInfinity, float.NaN, float.NaN)]
    public void Max_OfSpecialValues_LetsNaNThrough(float a, float b, float expected)
    {
        float y;
        Elementwise.Max(&a, &b, &y, 1);
        y.ShouldBe(expected);
    }

    [Fact]
    public void Multiply_Accumulating_AddsTheProduct()
    {
        using Native a = Native.Random(37, new Rng(1)), b = Native.Random(37, new Rng(2)),
            y = Native.Random(37, new Rng(3));
        float[] start = y.Span.ToArray();
        Elementwise.Multiply(a.Pointer, b.Pointer, y.Pointer, 37, accumulate: true);
        for (int i = 0; i < 37; i++)
            y.Span[i].ShouldBe(start[i] + a.Span[i] * b.Span[i]);
    }

    [Fact]
    public void LargerShare_WhereOperandsAreEqual_IsAHalf()
    {
        float[] a = [1, 2, 3], b = [2], share = new float[3];
        fixed (float* x = a, y = b, target = share)
            Broadcast.LargerShare(x, [3], y, [1], target, [3]);
        share.ShouldBe([0, 0.5f, 1]);
    }

    private static void Check(BinaryKernel kernel, Func<float, float, float> exact)
    {
        for (int n = 0; n <= 67; n++)
        {
            var rng = new Rng((ulong)n);
            using Native a = Native.Random(n, rng), b = Native.Random(n, rng), y = new(n);
            kernel(a.Pointer, b.Pointer, y.Pointer, n, null);
            y.GuardsAreIntact();
            for (int i = 0; i < n; i++)
                y.Span[i].ShouldBe(exact(a.Span[i], b.Span[i]));
        }
    }
}
