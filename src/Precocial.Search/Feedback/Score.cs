using System.Globalization;

namespace Precocial.Search;

/// <summary>Feedback that is one number; larger is better.</summary>
/// <remarks>Its nearest neighbour: <see cref="Objectives"/>, where several numbers are traded against each
/// other.</remarks>
public readonly record struct Score(double Value) : IComparable<Score>, IFeedback<Score>
{
    /// <inheritdoc/>
    public bool IsFinite => double.IsFinite(Value);

    /// <inheritdoc/>
    public int CompareTo(Score other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public string ToJson() => Value.ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public static Score FromJson(string json) =>
        double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? new(value)
            : throw new FormatException($"A score is a number, but the record says '{json}'.");
}
