using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Functions;

public sealed unsafe class ScalarTests
{
    private delegate void Kernel(float* x, float* y, int n);

    [Fact]
    public void ScalarOperands_OfAnyLength_MatchTheFormula()
    {
        Check((x, y, n) => Elementwise.Affine(-2, 3, x, y, n), x => MathF.FusedMultiplyAdd(x, -2, 3));
        Check((x, y, n) => Elementwise.Scale(0.3f, x, y, n), x => x * 0.3f);
        Check((x, y, n) => Elementwise.Copy(x, y, n), x => x);
    }

    [Fact]
    public void AddScaled_OnAnArray_AddsToIt()
    {
        using Native x = Native.Random(35, new Rng(1)), y = Native.Random(35, new Rng(2));
        float[] start = y.Span.ToArray();
        Elementwise.AddScaled(0.7f, x.Pointer, y.Pointer, 35);
        for (int i = 0; i < 35; i++)
            y.Span[i].ShouldBe(MathF.FusedMultiplyAdd(x.Span[i], 0.7f, start[i]));
    }

    [Fact]
    public void Copy_Accumulating_Adds()
    {
        float[] x = [1, 2], y = [10, 20];
        fixed (float* from = x, to = y)
            Elementwise.Copy(from, to, 2, accumulate: true);
        y.ShouldBe([11, 22]);
    }

    private static void Check(Kernel kernel, Func<float, float> exact)
    {
        for (int n = 0; n <= 67; n++)
        {
            using Native x = Native.Random(n, new Rng((ulong)n)), y = new(n);
            kernel(x.Pointer, y.Pointer, n);
            y.GuardsAreIntact();
            for (int i = 0; i < n; i++)
                y.Span[i].ShouldBe(exact(x.Span[i]));
        }
    }
}
