using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class RegressionForecasterTests
{
    [Fact]
    public void Features_ShortCurve_AreScoresDifferencesAndMoments()
    {
        var curve = new LearningCurve([new(1, 0.2), new(2, 0.5), new(3, 0.6), new(4, 0.9)], [7]);
        double[] features = CurvePrefix.Features(curve, epochs: 3);
        features.ShouldBe([0.2, 0.5, 0.6, 0.3, 0.1, -0.2, 1.3 / 3, 0.169967, 7], 1e-6);
    }

    [Fact]
    public void Forecast_CurvesOfOneFamily_ExplainsTwoThirdsOfTheVariance()
    {
        var curves = Enumerable.Range(0, 100).Select(i => Curve(new Rng(1).Split((ulong)i))).ToArray();
        var forecaster = new RegressionForecaster(new SupportVectorPredictor { Draws = 60 }, FewestCurves: 60);
        forecaster.CanForecast(epochs: 5, finished: 59).ShouldBeFalse();
        forecaster.CanForecast(epochs: 5, finished: 60).ShouldBeTrue();
        double error = 0, mean = curves.Average(End);
        foreach (var curve in curves.Skip(80))
        {
            var start = curve with { Points = [.. curve.Points.Take(5)] };
            error += Math.Pow(forecaster.Forecast(start, curves[..80], 30, new Rng(2)).Mean - End(curve), 2);
        }
        error.ShouldBeLessThan(curves.Skip(80).Sum(curve => Math.Pow(End(curve) - mean, 2)) / 3);
    }

    private static double End(LearningCurve curve) => curve.Points[^1].Score;

    private static LearningCurve Curve(Rng rng)
    {
        double limit = 0.5 + 0.4 * rng.NextDouble(), power = 0.3 + rng.NextDouble();
        return new([.. Enumerable.Range(1, 30).Select(epoch => new CurvePoint(
            epoch, limit - 0.4 * Math.Pow(epoch, -power) + 0.005 * rng.NextNormal()))], []);
    }
}
