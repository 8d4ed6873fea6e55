using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>Reads and writes <c>.wann.json</c> files: the tuned weights that belong to a
/// <see cref="ChampionFile"/>.</summary>
/// <remarks>A JSON list [parameters], [parameters, reward] or [parameters, reward, deviation], the parameters
/// a list of one number for each connection in the wiring's order. Source: the code of Gaier and Ha, NeurIPS
/// 2019, <c>WANNTool/train.py</c>. Unlike theirs, what is written here is not rounded.</remarks>
public static class WannWeightsFile
{
    // Each number on a line of its own takes some 20 bytes; a network has at most half the square of its
    // places.
    private const long MaxBytes = 1L << 28;
    private const int MaxDepth = 2;

    /// <summary>Reads the weights of a network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wiring">The network that they belong to.</param>
    /// <exception cref="FileFormatException">The file holds no weights of this network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WannWeights Read(string path, NeuronWiring wiring)
    {
        string name = Path.GetFileName(path);
        long bytes = new FileInfo(path).Length;
        if (bytes > MaxBytes)
            throw new FileFormatException($"{name}: expected at most {MaxBytes} bytes of JSON, but found "
                + $"{bytes}.");
        try
        {
            using FileStream stream = File.OpenRead(path);
            using JsonDocument json =
                JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return Read(name, json.RootElement, wiring.Connections);
        }
        catch (JsonException e)
        {
            throw new FileFormatException($"{name}, line {e.LineNumber + 1}, byte {e.BytePositionInLine}: "
                + "expected JSON, a list of a list of numbers and the reward, but found none. NaN is no "
                + "number of JSON.", e);
        }
    }

    /// <summary>Writes weights; the file is there whole or not at all.</summary>
    /// <exception cref="ArgumentException">A number that is not finite, or a deviation without a
    /// reward.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, WannWeights weights)
    {
        if (weights.Deviation is not null && weights.Reward is null)
            throw new ArgumentException("A deviation is the reward's: give the reward as "
                + "well.", nameof(weights));
        double[] rest = [.. new[] { weights.Reward, weights.Deviation }.OfType<double>()];
        int bad = weights.Parameters.Concat(rest).ToList().FindIndex(value => !double.IsFinite(value));
        if (bad >= 0)
            throw new ArgumentException($"Every number must be finite, but number {bad} is "
                + "not.", nameof(weights));

        // One number a line, as the authors' files.
        var text = new StringBuilder("[\n[\n")
            .AppendJoin(",\n", weights.Parameters.Select(Text)).Append("\n]");
        foreach (double value in rest)
            text.Append(",\n").Append(Text(value));
        AtomicFile.WriteText(path, text.Append("\n]\n").ToString());
    }

    private static WannWeights Read(string name, JsonElement json, int connections)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is 0 or > 3
            || json[0].ValueKind != JsonValueKind.Array)
            throw new FileFormatException($"{name}: expected a list [parameters], [parameters, reward] or "
                + "[parameters, reward, deviation], but found another value.");
        int count = json[0].GetArrayLength();
        if (count != connections)
            throw new FileFormatException($"{name}: expected {connections} parameters, one for each "
                + $"connection of the network, but found {count}. Give the network that the weights belong "
                + "to.");
        var parameters = ImmutableArray.CreateBuilder<double>(count);
        foreach (JsonElement item in json[0].EnumerateArray())
            parameters.Add(Number(name, $"parameter {parameters.Count + 1}", item));
        return new WannWeights(
            parameters.MoveToImmutable(), Optional(name, json, "the reward", 1),
            Optional(name, json, "the deviation", 2));
    }

    private static double? Optional(string name, JsonElement json, string what, int index) =>
        index < json.GetArrayLength() ? Number(name, what, json[index]) : null;

    private static double Number(string name, string what, JsonElement item) =>
        item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out double value) && double.IsFinite(value)
            ? value
            : throw new FileFormatException($"{name}, {what}: expected a finite number, but found {item.ValueKind switch
            {
                JsonValueKind.Number => "one that is too large",
                JsonValueKind.Null => "null",
                _ => $"a {item.ValueKind.ToString().ToLowerInvariant()}",
            }}.");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
