namespace Precocial.Tensors.Tests.Kernels.Functions;

public sealed unsafe class UnaryTests
{
    public static TheoryData<string> Names => [.. UnaryCases.All.Select(c => c.Name)];

    public static TheoryData<string> NamesWithGradient =>
        [.. UnaryCases.All.Where(c => c.Backward != null).Select(c => c.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Function_OfFloatsOfEverySize_IsWithinItsBound(string name)
    {
        var function = UnaryCases.All.Single(c => c.Name == name);
        float[] x = FloatSamples.Strided(step: 15013);
        float[] y = new float[x.Length];
        fixed (float* from = x, to = y)
            function.Forward(from, to, x.Length, null);

        double worst = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double error = Error(function, x[i], y[i]);
            error.ShouldBeLessThanOrEqualTo(function.AllowedAt(x[i]), $"{name}({x[i]:R}) = {y[i]:R}");
            worst = Math.Max(worst, error);
        }
        if (function.Bound > 0)
            worst.ShouldBeGreaterThan(0, "a bound that nothing comes near was not tested");
    }

    [Theory, MemberData(nameof(Names))]
    public void Function_OfAnyLength_WritesAllAndOnlyItsElements(string name)
    {
        var function = UnaryCases.All.Single(c => c.Name == name);
        for (int n = 0; n <= 67; n++)
        {
            using var x = Native.Random(n, new Rng((ulong)n));
            using var y = new Native(n);
            function.Forward(x.Pointer, y.Pointer, n, null);
            y.GuardsAreIntact();
            for (int i = 0; i < n; i++)
                Error(function, x.Span[i], y.Span[i]).ShouldBeLessThanOrEqualTo(function.AllowedAt(x.Span[i]));

            function.Forward(x.Pointer, x.Pointer, n, null);
            Bits.ShouldBeEqual(x.Span, y.Span, "in place");
        }
    }

    [Theory, MemberData(nameof(NamesWithGradient))]
    public void Gradient_OfAnyLength_IsTheDerivative(string name)
    {
        var function = UnaryCases.All.Single(c => c.Name == name);
        for (int n = 0; n <= 67; n++)
        {
            var rng = new Rng((ulong)n);
            using Native x = Points(function, n, rng), dy = Native.Random(n, rng), dx = new(n);
            using var kept = new Native(n);
            function.Forward(x.Pointer, kept.Pointer, n, null);
            float* input = function.KeepsOutput ? kept.Pointer : x.Pointer;
            function.Backward!(dy.Pointer, input, dx.Pointer, n, false, null);
            CheckGradient(function, x, dy, dx, factor: 1);

            function.Backward(dy.Pointer, input, dx.Pointer, n, true, null);
            CheckGradient(function, x, dy, dx, factor: 2);
            dx.GuardsAreIntact();
        }
    }

    private static void CheckGradient(UnaryCase function, Native x, Native dy, Native dx, int factor)
    {
        for (int i = 0; i < x.Length; i++)
        {
            // The function's own error and up to eight roundings of values no larger than max(1, |f′|)·|dy|.
            double exact = function.Derivative!(x.Span[i]) * dy.Span[i];
            double size = Math.Max(Math.Abs(exact), Math.Abs(dy.Span[i]));
            double allowed = factor * (8 + function.AllowedAt(x.Span[i])) * Ulp.Of(size);
            Math.Abs(dx.Span[i] - factor * exact).ShouldBeLessThanOrEqualTo(allowed, $"{function.Name} at {x.Span[i]:R}");
        }
    }

    private static Native Points(UnaryCase function, int n, Rng rng)
    {
        var x = Native.Random(n, rng);
        foreach (ref float value in x.Span)
            value = function.Positive ? 0.1f + Math.Abs(value) : 4 * value;
        return x;
    }

    private static double Error(UnaryCase function, float x, float y)
    {
        double exact = function.Exact(x);
        // 1/(1 + e⁻ˣ) is 0 where e⁻ˣ overflows, while the exact value is still a denormal.
        bool flushed = function.Name is "sigmoid" or "silu" or "gelu_tanh" && Math.Abs(exact) < 3.4e-37 && y == 0;
        return flushed ? 0 : Ulp.Distance(y, exact);
    }
}
