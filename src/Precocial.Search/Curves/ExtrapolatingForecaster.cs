using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Forecasts by <see cref="CurveExtrapolation"/>.</summary>
/// <param name="Settings">How.</param>
public sealed record ExtrapolatingForecaster(ExtrapolationSettings Settings) : ICurveForecaster
{
    /// <inheritdoc/>
    public string Description => $"extrapolation by {Settings}";

    /// <inheritdoc/>
    public bool CanForecast(int epochs, int finished) => epochs >= CurveExtrapolation.FewestPoints;

    /// <inheritdoc/>
    public ICurveForecast Forecast(
        LearningCurve curve, IReadOnlyList<LearningCurve> finished, int horizon, Rng rng) =>
        CurveExtrapolation.Fit(curve.Points, horizon, rng, Settings);
}
