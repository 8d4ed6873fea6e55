using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class SupportVectorRegressionTests
{
    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void Fit_NoisyLine_NuBoundsTheShareOutsideAndTheShareThatCarries(double nu)
    {
        var (x, y) = Line(count: 200, seed: 1);
        var fit = SupportVectorRegression.Fit(x, y, new(Cost: 1, nu, Gamma: 0.5));
        // Proposition 1 of the paper; the solver's tolerance is 1e-3.
        double outside = x.Zip(y, (row, t) => Math.Abs(fit.Predict(row) - t) > fit.Tube + 2e-3 ? 1 : 0).Average();
        outside.ShouldBeLessThanOrEqualTo(nu);
        ((double)fit.SupportVectors / x.Length).ShouldBeGreaterThanOrEqualTo(nu);
    }

    [Fact]
    public void Fit_TwoPoints_IsTheSolutionByHand()
    {
        // n = 2, ν = 1: α+α* sum to 2C. By symmetry f = ±w(1 − k) around the middle, w = min(C, y/(1 − k)).
        double k = Math.Exp(-1);
        var fit = SupportVectorRegression.Fit([[0.0], [1.0]], [3.0, 5.0], new(Cost: 0.5, Nu: 1, Gamma: 1));
        fit.Predict([0.0]).ShouldBe(4 - 0.5 * (1 - k), 1e-9);
        fit.Predict([1.0]).ShouldBe(4 + 0.5 * (1 - k), 1e-9);
        fit.SupportVectors.ShouldBe(2);
    }

    [Fact]
    public void Fit_LargeCostAndSmallTube_MeetsEveryPoint()
    {
        double[][] x = [.. Enumerable.Range(0, 15).Select(i => new[] { i / 5.0 })];
        double[] y = [.. x.Select(row => Math.Sin(3 * row[0]))];
        var fit = SupportVectorRegression.Fit(x, y, new(Cost: 1e4, Nu: 0.5, Gamma: 4));
        for (int i = 0; i < x.Length; i++)
            fit.Predict(x[i]).ShouldBe(y[i], 5e-3);
    }

    [Theory]
    [InlineData(0, 0.5, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1.1, 1)]
    [InlineData(1, 0.5, 0)]
    public void Fit_SettingsOutOfRange_Throws(double cost, double nu, double gamma) =>
        Should.Throw<ArgumentOutOfRangeException>(
            () => SupportVectorRegression.Fit([[0.0]], [0.0], new(cost, nu, gamma)));

    private static (double[][] X, double[] Y) Line(int count, ulong seed)
    {
        var rng = new Rng(seed);
        double[][] x = [.. Enumerable.Range(0, count).Select(_ => new[] { rng.NextNormal() })];
        return (x, [.. x.Select(row => 2 * row[0] + 0.3 * rng.NextNormal())]);
    }
}
