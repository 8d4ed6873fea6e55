using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class KernelRidgeTests
{
    [Fact]
    public void Predict_NewPoints_FollowsASmoothFunctionFarBetterThanItsMean()
    {
        (double[][] x, double[] y) = Draw(count: 150, seed: 1);
        (double[][] newX, double[] newY) = Draw(count: 100, seed: 2);
        KernelRidge fit = KernelRidge.Fit(x, y);
        double error = newX.Zip(newY, (row, target) => Math.Pow(fit.Predict(row) - target, 2)).Average();
        double variance = newY.Select(target => Math.Pow(target - y.Average(), 2)).Average();
        error.ShouldBeLessThan(variance / 10);
    }

    [Fact]
    public void Fit_ConstantFeatureAndShift_ChangeNothing()
    {
        (double[][] x, double[] y) = Draw(count: 40, seed: 3);
        KernelRidge plain = KernelRidge.Fit(x, y);
        KernelRidge shifted = KernelRidge.Fit([.. x.Select(row => row.Select(v => 10 * v + 3).ToArray())], y);
        shifted.Predict([.. x[5].Select(v => 10 * v + 3)]).ShouldBe(plain.Predict(x[5]), 1e-9);
    }

    [Fact]
    public void Fit_FewRows_Throws() =>
        Should.Throw<ArgumentException>(() => KernelRidge.Fit([[1.0]], [1.0])).Message.ShouldContain("at least 10");

    private static (double[][] X, double[] Y) Draw(int count, ulong seed)
    {
        var rng = new Rng(seed);
        double[][] x = [.. Enumerable.Range(0, count).Select(_ => new[] { rng.NextNormal(), rng.NextNormal() })];
        return (x, [.. x.Select(row => Math.Sin(row[0]) + row[1] * row[0] / 2 + 0.05 * rng.NextNormal())]);
    }
}
