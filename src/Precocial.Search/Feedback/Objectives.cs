using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Precocial.Search;

/// <summary>Feedback that is several numbers; larger is better in each (a cost is negated).</summary>
/// <remarks>Its nearest neighbour: <see cref="Score"/>, one number. Two values are equal when their numbers
/// are.</remarks>
/// <param name="Values">One number for each objective, in the evaluator's order.</param>
/// <param name="Violation">By how much limits are broken: 0 when none is. Any network without violation
/// dominates any with; among those with, the smaller one dominates (constraint domination, Deb 2002).</param>
public readonly record struct Objectives(ImmutableArray<double> Values, double Violation = 0)
    : IFeedback<Objectives>
{
    /// <inheritdoc/>
    public bool IsFinite => double.IsFinite(Violation) && Values.All(double.IsFinite);

    /// <summary>Whether this is better in one objective and worse in none, or breaks limits less.</summary>
    /// <remarks>Source: Deb et al., "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE TEC
    /// 2002, definition 1 (constraint domination).</remarks>
    public bool Dominates(Objectives other)
    {
        if (Violation > 0 || other.Violation > 0)
            return Violation < other.Violation;
        bool better = false;
        for (int i = 0; i < Values.Length; i++)
        {
            if (Values[i] < other.Values[i])
                return false;
            better |= Values[i] > other.Values[i];
        }
        return better;
    }

    /// <inheritdoc/>
    public bool Equals(Objectives other) =>
        Violation.Equals(other.Violation) && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Violation, Values.Length, Values.IsDefaultOrEmpty ? 0 : Values[0]);

    /// <inheritdoc/>
    public string ToJson()
    {
        var values = string.Join(',', Values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
        string violation = Violation.ToString("R", CultureInfo.InvariantCulture);
        return $"{{\"values\":[{values}],\"violation\":{violation}}}";
    }

    /// <inheritdoc/>
    public static Objectives FromJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var values = document.RootElement.GetProperty("values");
            return new([.. values.EnumerateArray().Select(v => v.GetDouble())],
                document.RootElement.GetProperty("violation").GetDouble());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException(
                $"Objectives are {{\"values\":[...],\"violation\":n}}, but the record says '{json}'.", e);
        }
    }
}
