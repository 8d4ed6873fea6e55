using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class DominantEigenvalueTests
{
    [Theory]
    [InlineData(new[] { 3.0, 1, 0.5 }, 3.0)]
    [InlineData(new[] { 1.0, -4, 0.5 }, 1.0)]
    [InlineData(new[] { -1.0, -4, -0.5 }, -0.5)]
    [InlineData(new[] { 0.0, 0, 0 }, 0.0)]
    public void Of_Quadratic_IsTheLargestAndLeavesAlpha(double[] diagonal, double largest)
    {
        var loss = new Quadratic(new double[1, 3], [0], [0], [0.3, -0.2, 0.1], diagonal);
        float[] alpha = [.. loss.Alpha];

        DominantEigenvalue.Of(loss, iterations: 10, new Rng(1)).ShouldBe(largest, 1e-3);

        loss.Alpha.ShouldBe(alpha);
    }

    [Fact]
    public void Of_SmallNetwork_IsThatOfTheWholeHessian()
    {
        using RelaxedNetwork network = SmallRelaxation.Smooth(out _);
        int n = network.Alpha.Length;
        double[] hessian = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            float at = network.Alpha[i];
            network.Alpha[i] = at + 0.01f;
            double[] ahead = network.ValidationAlphaGradient();
            network.Alpha[i] = at - 0.01f;
            double[] behind = network.ValidationAlphaGradient();
            network.Alpha[i] = at;
            for (int j = 0; j < n; j++)
                hessian[i * n + j] = (ahead[j] - behind[j]) / 0.02;
        }
        var rng = new Rng(2);
        double[] u = [.. Enumerable.Range(0, n).Select(_ => rng.NextNormal())];
        double shift = hessian.Max(Math.Abs) * n, norm = 0;
        for (int k = 0; k < 5000; k++)
        {
            double[] next = [.. Enumerable.Range(0, n).Select(i => shift * u[i]
                + Enumerable.Range(0, n).Sum(j => (hessian[i * n + j] + hessian[j * n + i]) / 2 * u[j]))];
            norm = Math.Sqrt(next.Sum(x => x * x));
            u = [.. next.Select(x => x / norm)];
        }

        // Differences of float32 gradients leave a percent or so.
        double largest = norm - shift;
        DominantEigenvalue.Of(network, iterations: 6, new Rng(1)).ShouldBe(largest, 0.03 * largest);
    }
}
