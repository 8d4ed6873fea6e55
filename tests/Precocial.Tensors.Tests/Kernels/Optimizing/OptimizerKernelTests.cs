using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Optimizing;

/// <summary>Three steps of each rule against its definition in double precision.</summary>
public sealed unsafe class OptimizerKernelTests
{
    [Fact]
    public void Sgd_WithDecay_IsItsDefinition() => Check(
        (p, g, a, b, n, step) => OptimizerKernels.Sgd(p, g, n, 0.1f, 0.01f),
        (p, g, state, step) => p - 0.1 * (g + 0.01 * p));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Momentum_WithAndWithoutNesterov_IsItsDefinition(bool nesterov) => Check(
        (p, g, a, b, n, step) => OptimizerKernels.Momentum(p, g, a, n, 0.1f, 0.9f, 0.01f, nesterov),
        (p, g, state, step) =>
        {
            double decayed = g + 0.01 * p;
            state[0] = 0.9 * state[0] + decayed;
            return p - 0.1 * (nesterov ? decayed + 0.9 * state[0] : state[0]);
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Adam_CoupledOrDecoupled_IsItsDefinition(bool decoupled) => Check(
        (p, g, a, b, n, step) => OptimizerKernels.Adam(p, g, a, b, n, 0.01f, 0.9f, 0.999f, 1e-8f, 0.1f, decoupled, step),
        (p, g, state, step) =>
        {
            double decayed = decoupled ? g : g + 0.1 * p;
            state[0] = 0.9 * state[0] + 0.1 * decayed;
            state[1] = 0.999 * state[1] + 0.001 * decayed * decayed;
            double mean = state[0] / (1 - Math.Pow(0.9, step)),
                square = state[1] / (1 - Math.Pow(0.999, step));
            double kept = decoupled ? p * (1 - 0.01 * 0.1) : p;
            return kept - 0.01 * mean / (Math.Sqrt(square) + 1e-8);
        });

    private delegate void Step(float* parameter, float* gradient, float* first, float* second, int n, int step);

    private static void Check(Step run, Func<double, double, double[], int, double> exact)
    {
        foreach (int n in (int[])[0, 1, 15, 16, 17, 67])
        {
            using Native p = Native.Random(n, new Rng(1)), g = Native.Random(n, new Rng(2)), a = new(n),
                b = new(n);
            a.Span.Clear();
            b.Span.Clear();
            double[] expected = [.. p.Span.ToArray().Select(v => (double)v)];
            double[][] state = [.. expected.Select(_ => new double[2])];
            for (int step = 1; step <= 3; step++)
            {
                run(p.Pointer, g.Pointer, a.Pointer, b.Pointer, n, step);
                for (int i = 0; i < n; i++)
                    expected[i] = exact(expected[i], g.Span[i], state[i], step);
            }
            for (int i = 0; i < n; i++)
                // 3 steps of values up to 1, and β₂'s rounding to a float
                p.Span[i].ShouldBe((float)expected[i], 3e-6);
            p.GuardsAreIntact();
        }
    }
}
