using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Precocial.Search;

/// <summary>How a relaxed network did, and in which direction its α is better: what gradient descent learns
/// from.</summary>
/// <remarks>Its nearest neighbour <see cref="Score"/> says how good, not whereto.</remarks>
/// <param name="Loss">Mean cross entropy on one validation batch, in nats; smaller is better.</param>
/// <param name="Accuracy">On that batch, 0 to 1.</param>
/// <param name="Gradient">dL/dα, as long as α or shorter: rows at the end that the network has no edge of are
/// left out.</param>
/// <param name="Eigenvalue">The largest of the Hessian of the validation loss with respect to α; null where
/// it was not computed.</param>
public readonly record struct AlphaGradient(
    double Loss, double Accuracy, ImmutableArray<float> Gradient, double? Eigenvalue = null)
    : IFeedback<AlphaGradient>
{
    /// <inheritdoc/>
    public bool IsFinite => double.IsFinite(Loss) && Gradient.All(float.IsFinite)
        && double.IsFinite(Eigenvalue ?? 0);

    /// <inheritdoc/>
    public bool Equals(AlphaGradient other) => Loss.Equals(other.Loss) && Accuracy.Equals(other.Accuracy)
        && Eigenvalue.Equals(other.Eigenvalue) && Gradient.AsSpan().SequenceEqual(other.Gradient.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Loss, Accuracy, Eigenvalue, Gradient.Length);

    /// <inheritdoc/>
    public string ToJson()
    {
        string gradient = string.Join(
            ',', Gradient.Select(g => g.ToString("R", CultureInfo.InvariantCulture)));
        string eigenvalue = Eigenvalue?.ToString("R", CultureInfo.InvariantCulture) ?? "null";
        return string.Create(CultureInfo.InvariantCulture,
            $"{{\"loss\":{Loss:R},\"accuracy\":{Accuracy:R},\"gradient\":[{gradient}],")
            + $"\"eigenvalue\":{eigenvalue}}}";
    }

    /// <inheritdoc/>
    public static AlphaGradient FromJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement, eigenvalue = root.GetProperty("eigenvalue");
            return new(root.GetProperty("loss").GetDouble(), root.GetProperty("accuracy").GetDouble(),
                [.. root.GetProperty("gradient").EnumerateArray().Select(g => g.GetSingle())],
                eigenvalue.ValueKind == JsonValueKind.Null ? null : eigenvalue.GetDouble());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            string start = json.Length <= 80 ? json : json[..80] + "...";
            throw new FormatException("A loss with its gradient is {\"loss\":n,\"accuracy\":n,"
                + $"\"gradient\":[...],\"eigenvalue\":n}}, but the record says '{start}'.", e);
        }
    }
}
