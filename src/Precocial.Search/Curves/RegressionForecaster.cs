using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Forecasts by regression over the curves that ended: from their first points, and what is known of
/// their networks, to their last.</summary>
/// <remarks>
/// Source: Baker, Gupta, Raskar and Naik, "Accelerating neural architecture search using performance
/// prediction", 2017, §3. One regression for each length of beginning; the forecast's error is taken as
/// normal, with the predictor's own standard deviation. Features: <see cref="CurvePrefix"/>.
/// </remarks>
/// <param name="Predictor">What is fitted; the authors take <see cref="SupportVectorPredictor"/>.</param>
/// <param name="FewestCurves">How many curves must have ended. The authors take 100.</param>
/// <param name="FewestEpochs">How long a beginning must be.</param>
public sealed record RegressionForecaster(IPredictor Predictor, int FewestCurves = 100, int FewestEpochs = 4)
    : ICurveForecaster
{
    /// <inheritdoc/>
    public string Description => $"regression over {FewestCurves} curves or more by {Predictor.Description}";

    /// <inheritdoc/>
    public bool CanForecast(int epochs, int finished) =>
        epochs >= Math.Max(FewestEpochs, 1) && finished >= Math.Max(FewestCurves, Predictor.FewestRows);

    /// <inheritdoc/>
    public ICurveForecast Forecast(
        LearningCurve curve, IReadOnlyList<LearningCurve> finished, int horizon, Rng rng)
    {
        int epochs = curve.Points.Count;
        var fit = Predictor.Fit(
            [.. finished.Select(other => CurvePrefix.Features(other, epochs))],
            [.. finished.Select(other => other.Points[^1].Score)], rng);
        var prediction = fit.Predict(CurvePrefix.Features(curve, epochs));
        return new Gaussian(prediction.Mean, prediction.Sd);
    }

    private sealed record Gaussian(double Mean, double Sd) : ICurveForecast
    {
        public double ProbabilityAbove(double score) =>
            Sd > 0 ? Normal.Above((score - Mean) / Sd) : score < Mean ? 1 : 0;
    }
}
