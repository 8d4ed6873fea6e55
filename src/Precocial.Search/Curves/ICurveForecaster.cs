using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Says of a learning curve's beginning where it will end.</summary>
/// <remarks>Implementations: <see cref="ExtrapolatingForecaster"/>, which reads one curve alone, and
/// <see cref="RegressionForecaster"/>, which learns from the curves that ended.</remarks>
public interface ICurveForecaster
{
    /// <summary>The forecaster and its settings on one line.</summary>
    string Description { get; }

    /// <summary>Whether a curve may be asked about: long enough, and enough others known.</summary>
    /// <param name="epochs">How long it is.</param>
    /// <param name="finished">How many curves ended.</param>
    bool CanForecast(int epochs, int finished);

    /// <summary>A forecast.</summary>
    /// <param name="curve">The beginning.</param>
    /// <param name="finished">The curves that ended.</param>
    /// <param name="horizon">The epoch at which curves end.</param>
    /// <param name="rng">For what is random in it.</param>
    ICurveForecast Forecast(LearningCurve curve, IReadOnlyList<LearningCurve> finished, int horizon, Rng rng);
}

/// <summary>Where a curve will end.</summary>
public interface ICurveForecast
{
    /// <summary>The expected score at the end.</summary>
    double Mean { get; }

    /// <summary>Its standard deviation.</summary>
    double Sd { get; }

    /// <summary>The probability that the score measured at the end is above a number.</summary>
    double ProbabilityAbove(double score);
}

/// <summary>A learning curve, and what is known of its network.</summary>
/// <param name="Points">One an epoch, from the first.</param>
/// <param name="Features">The network's features (<see cref="IEncodedSpace{TGenotype}"/>); empty for
/// none.</param>
public sealed record LearningCurve(IReadOnlyList<CurvePoint> Points, double[] Features);
