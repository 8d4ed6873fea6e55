using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class PredictorTests
{
    public static TheoryData<IPredictor> Predictors =>
        [new MlpEnsemble { Layers = 3 }, new KernelRidgePredictor(), new SupportVectorPredictor { Draws = 150 }];

    [Theory]
    [MemberData(nameof(Predictors))]
    public void Fit_SmoothFunction_ExplainsNineTenthsOfTheVariance(IPredictor predictor)
    {
        var (x, y) = Draw(count: 120, seed: 1);
        var (newX, newY) = Draw(count: 100, seed: 2);
        var fit = predictor.Fit(x, y, new Rng(3));
        double error = newX.Zip(newY, (a, b) => Math.Pow(fit.Predict(a).Mean - b, 2)).Average();
        double mean = newY.Average();
        error.ShouldBeLessThan(newY.Average(v => (v - mean) * (v - mean)) / 10);
    }

    [Theory]
    [MemberData(nameof(Predictors))]
    public void Fit_OtherUnit_SameForecastInThatUnit(IPredictor predictor)
    {
        var (x, y) = Draw(count: 30, seed: 4);
        var plain = predictor.Fit(x, y, new Rng(5)).Predict(x[3]);
        var scaled = predictor.Fit(x, [.. y.Select(v => 100 * v + 7)], new Rng(5)).Predict(x[3]);
        scaled.Mean.ShouldBe(100 * plain.Mean + 7, 0.5);
        scaled.Sd.ShouldBe(100 * plain.Sd, 0.5);
    }

    [Theory]
    [MemberData(nameof(Predictors))]
    public void Fit_SameStream_SameForecast(IPredictor predictor)
    {
        var (x, y) = Draw(count: 20, seed: 6);
        predictor.Fit(x, y, new Rng(7)).Predict(x[0]).ShouldBe(predictor.Fit(x, y, new Rng(7)).Predict(x[0]));
    }

    [Fact]
    public void RankedTargets_OneFarOutlier_OrderOfTheRestIsSeen()
    {
        var (x, y) = Draw(count: 80, seed: 12);
        double[] spoilt = [.. y.Select((v, i) => i < 4 ? v - 300 : v)];
        double plain = Correlation(new KernelRidgePredictor()), ranked = Correlation(
            new RankedTargets(new KernelRidgePredictor()));
        ranked.ShouldBeGreaterThan(0.9);
        ranked.ShouldBeGreaterThan(plain + 0.1);
        double Correlation(IPredictor predictor)
        {
            var fit = predictor.Fit(x, spoilt, new Rng(1));
            var (newX, newY) = Draw(count: 100, seed: 13);
            return RankCorrelation.SpearmanOf([.. newX.Select(row => fit.Predict(row).Mean)], newY);
        }
    }

    [Fact]
    public void KernelRidge_FarFromAllPoints_IsAsUncertainAsBefore()
    {
        var (x, y) = Draw(count: 60, seed: 8);
        var fit = new KernelRidgePredictor().Fit(x, y, new Rng(9));
        double at = fit.Predict(x[0]).Sd, far = fit.Predict([50, 50]).Sd;
        at.ShouldBeLessThan(far / 2);
        double mean = y.Average();
        far.ShouldBeInRange(0.3 * Sd(y, mean), 10 * Sd(y, mean));
    }

    [Fact]
    public void MlpEnsemble_FarFromAllPoints_IsMoreUncertain()
    {
        var (x, y) = Draw(count: 60, seed: 10);
        var fit = new MlpEnsemble { Layers = 3 }.Fit(x, y, new Rng(11));
        fit.Predict([20, -20]).Sd.ShouldBeGreaterThan(3 * x.Average(row => fit.Predict(row).Sd));
    }

    private static double Sd(double[] y, double mean) => Math.Sqrt(y.Average(v => (v - mean) * (v - mean)));

    private static (double[][] X, double[] Y) Draw(int count, ulong seed)
    {
        var rng = new Rng(seed);
        double[][] x = [.. Enumerable.Range(0, count).Select(_ => new[] { rng.NextNormal(), rng.NextNormal() })];
        return (x, [.. x.Select(row => Math.Sin(row[0]) + row[1] * row[0] / 2 + 0.05 * rng.NextNormal())]);
    }
}
