namespace Precocial.Search;

/// <summary>The beginning of a learning curve as numbers: what a regression reads.</summary>
/// <remarks>Its scores, their first and second differences, mean and standard deviation, then the network's
/// own features. Source: Baker et al., 2017, §3; the statistics as in the authors' successor
/// NASLib.</remarks>
public static class CurvePrefix
{
    /// <summary>The features of a curve's first epochs: 3·epochs − 1 and the network's own.</summary>
    /// <param name="curve">At least so many points.</param>
    /// <param name="epochs">How many are looked at; at least 2.</param>
    public static double[] Features(LearningCurve curve, int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(curve.Points.Count, epochs);
        double[] scores = [.. curve.Points.Take(epochs).Select(point => point.Score)];
        double[] first = Differences(scores), second = Differences(first);
        double mean = scores.Average();
        double sd = Math.Sqrt(scores.Average(score => (score - mean) * (score - mean)));
        return [.. scores, .. first, .. second, mean, sd, .. curve.Features];
    }

    private static double[] Differences(double[] values) =>
        [.. values.Skip(1).Zip(values, (next, value) => next - value)];
}
