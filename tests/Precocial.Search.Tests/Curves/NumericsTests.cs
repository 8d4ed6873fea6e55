using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class NumericsTests
{
    [Fact]
    public void LevenbergMarquardt_Rosenbrock_FindsTheMinimum()
    {
        var solver = new LevenbergMarquardt(
            2, (p, r) => (r[0], r[1]) = (1 - p[0], 10 * (p[1] - p[0] * p[0])), [-2, -2], [2, 2]);
        double[] p = [-1.2, 1];
        solver.Minimise(p).ShouldBeLessThan(1e-8);
        p.ShouldBe([1, 1], 1e-4);
    }

    [Fact]
    public void LevenbergMarquardt_MinimumOutsideTheBox_StopsAtItsEdge()
    {
        var solver = new LevenbergMarquardt(1, (p, r) => r[0] = p[0] - 5, [0], [2]);
        double[] p = [1];
        solver.Minimise(p).ShouldBe(9, 1e-9);
        p[0].ShouldBe(2);
    }

    [Fact]
    public void StretchMove_CorrelatedNormal_HasItsMoments()
    {
        // Means 1 and −2, deviations 1 and 10, correlation .8.
        double LogDensity(double[] x)
        {
            double a = x[0] - 1, b = (x[1] + 2) / 10;
            return -(a * a - 1.6 * a * b + b * b) / (2 * (1 - 0.64));
        }
        var rng = new Rng(1);
        var sampler = new StretchMove(LogDensity,
            [.. Enumerable.Range(0, 20).Select(_ => new[] { rng.NextNormal(), rng.NextNormal() })]);
        var draws = new List<double[]>();
        for (int step = 0; step < 4000; step++)
        {
            sampler.Step(rng);
            if (step >= 500)
                draws.AddRange(sampler.Walkers);
        }
        double meanA = draws.Average(x => x[0]), meanB = draws.Average(x => x[1]);
        meanA.ShouldBe(1, 0.1);
        meanB.ShouldBe(-2, 1);
        draws.Average(x => (x[0] - meanA) * (x[0] - meanA)).ShouldBe(1, 0.1);
        draws.Average(x => (x[0] - meanA) * (x[1] - meanB)).ShouldBe(8, 0.8);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.6448536, 0.05)]
    [InlineData(-1.9599640, 0.975)]
    public void Normal_Above_IsTheTail(double x, double p) => Normal.Above(x).ShouldBe(p, 1e-7);

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.95, 1.6448536)]
    [InlineData(0.01, -2.3263479)]
    public void Normal_Quantile_InvertsTheTail(double p, double x) => Normal.Quantile(p).ShouldBe(x, 2e-6);
}
