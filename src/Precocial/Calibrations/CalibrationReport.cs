using Precocial.Search;

namespace Precocial;

/// <summary>What a <see cref="Calibration"/> found.</summary>
/// <param name="StandAlone">How the accuracies were obtained, in words.</param>
/// <param name="Networks">The networks, in the order drawn.</param>
/// <param name="Judges">The number of parameters first, then the judges asked for.</param>
public sealed record CalibrationReport(
    string StandAlone, IReadOnlyList<CalibratedNetwork> Networks, IReadOnlyList<JudgeCalibration> Judges)
{
    /// <summary>From the worst to the best accuracy: where it is narrow, training noise decides the
    /// order.</summary>
    public (double Low, double High) Range => (Networks.Min(n => n.Accuracy), Networks.Max(n => n.Accuracy));
}

/// <summary>One network of a calibration.</summary>
/// <param name="Key">The canonical key of its graph.</param>
/// <param name="Parameters">Trained values.</param>
/// <param name="Flops">For one sample.</param>
/// <param name="Accuracy">Trained alone, 0 to 1; −∞ where training diverged.</param>
public sealed record CalibratedNetwork(string Key, long Parameters, long Flops, double Accuracy);

/// <summary>How one judge ranked the networks.</summary>
/// <param name="Name">Its name.</param>
/// <param name="How">How its scores were obtained, in words.</param>
/// <param name="Kendall">τ-b with the accuracies.</param>
/// <param name="Spearman">ρ with the accuracies.</param>
/// <param name="Scores">One for each network; −∞ where it could not judge.</param>
public sealed record JudgeCalibration(
    string Name, string How, RankCorrelation Kendall, RankCorrelation Spearman, IReadOnlyList<double> Scores);
