using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Precocial.Search;

/// <summary>How a network did with each of several shared weights, and how many connections it has.</summary>
/// <remarks>Its nearest neighbour: <see cref="Objectives"/>, numbers that are all compared. Here the mean, the maximum
/// and the connections are. Source: Gaier and Ha, NeurIPS 2019, §3.3.</remarks>
/// <param name="Returns">The mean return (or log-likelihood) with each weight, in the evaluator's order.</param>
/// <param name="Connections">How many connections the network has.</param>
/// <param name="Diverged">How many episodes ended because the network's outputs were not numbers; each has the task's
/// worst return.</param>
public readonly record struct WeightSweep(ImmutableArray<double> Returns, int Connections, int Diverged = 0)
    : IFeedback<WeightSweep>
{
    /// <summary>The mean over the weights.</summary>
    public double Mean
    {
        get
        {
            double sum = 0;
            foreach (double value in Returns)
                sum += value;
            return sum / Returns.Length;
        }
    }

    /// <summary>The best weight's.</summary>
    public double Max
    {
        get
        {
            double max = double.NegativeInfinity;
            foreach (double value in Returns)
                max = Math.Max(max, value);
            return max;
        }
    }

    /// <summary>1/connections, with none counted as one: larger is simpler.</summary>
    public double Simplicity => 1.0 / Math.Max(1, Connections);

    /// <inheritdoc/>
    public bool IsFinite => Returns.All(double.IsFinite);

    /// <inheritdoc/>
    public bool Equals(WeightSweep other) =>
        Connections == other.Connections && Diverged == other.Diverged
            && Returns.AsSpan().SequenceEqual(other.Returns.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Connections, Diverged, Mean);

    /// <inheritdoc/>
    public string ToJson()
    {
        string returns = string.Join(',', Returns.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
        return $"{{\"returns\":[{returns}],\"connections\":{Connections},\"diverged\":{Diverged}}}";
    }

    /// <inheritdoc/>
    public static WeightSweep FromJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            return new([.. root.GetProperty("returns").EnumerateArray().Select(v => v.GetDouble())],
                root.GetProperty("connections").GetInt32(), root.GetProperty("diverged").GetInt32());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("A weight sweep is {\"returns\":[...],\"connections\":n,\"diverged\":n}, but "
                + $"the record says '{json}'.", e);
        }
    }
}
