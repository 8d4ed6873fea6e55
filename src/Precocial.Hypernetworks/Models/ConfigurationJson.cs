using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Precocial.Hypernetworks;

/// <summary>A <see cref="HypernetworkConfiguration"/> as a JSON text: what a checkpoint keeps beside its
/// weights.</summary>
public static class ConfigurationJson
{
    private const int MostText = 1 << 20;

    /// <summary>The text, on one line, with the released code's names where it has them.</summary>
    public static string Write(HypernetworkConfiguration configuration)
    {
        KernelShape max = configuration.MaxShape;
        var json = new JsonObject
        {
            ["hid"] = configuration.Hidden,
            ["max_shape"] = new JsonArray(max.Out, max.In, max.Height, max.Width),
            ["num_classes"] = configuration.Classes,
            ["hypernet"] = configuration.Kind == HypernetworkKind.Perceptron ? "mlp" : "gatedgnn",
            ["decoder"] = configuration.Decoder == DecoderKind.Perceptron ? "mlp" : "conv",
            ["ve"] = configuration.VirtualEdges,
            ["layernorm"] = configuration.LayerNorm,
            ["weight_norm"] = configuration.NormalizesWeights,
            ["leaky_slope"] = configuration.LeakySlope,
        };
        if (configuration.Distribution is { } distribution)
        {
            json["networks"] = distribution.Networks;
            json["mean"] = new JsonArray([.. distribution.Mean.Select(value => (JsonNode)value)]);
            json["deviation"] = new JsonArray([.. distribution.Deviation.Select(value => (JsonNode)value)]);
        }
        return json.ToJsonString();
    }

    /// <summary>Reads what <see cref="Write"/> wrote. Everything is checked: the text may come from
    /// anywhere.</summary>
    /// <exception cref="FormatException">Not a configuration: one line that says why.</exception>
    public static HypernetworkConfiguration Read(string text)
    {
        try
        {
            if (text.Length > MostText)
                throw new FormatException($"it is {text.Length} characters long");
            using var document = JsonDocument.Parse(text);
            HypernetworkConfiguration configuration = Read(document.RootElement);
            _ = HypernetworkWeights.Of(configuration);
            return configuration;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException or ArgumentException or OverflowException)
        {
            string why = e.Message.ReplaceLineEndings(" ");
            throw new FormatException($"Not the configuration of a graph hypernetwork: {why}", e);
        }
    }

    private static HypernetworkConfiguration Read(JsonElement json)
    {
        int[] max = [.. json.GetProperty("max_shape").EnumerateArray().Select(axis => axis.GetInt32())];
        string? kind = json.GetProperty("hypernet").GetString();
        string? decoder = json.GetProperty("decoder").GetString();
        if (max.Length != 4 || kind is not ("mlp" or "gatedgnn") || decoder is not ("mlp" or "conv"))
        {
            throw new FormatException("max_shape must have 4 numbers, hypernet be gatedgnn or mlp, and "
                + "decoder conv or mlp");
        }
        return new HypernetworkConfiguration
        {
            Hidden = json.GetProperty("hid").GetInt32(),
            MaxShape = new KernelShape(max[0], max[1], max[2], max[3]),
            Classes = json.GetProperty("num_classes").GetInt32(),
            Kind = kind == "mlp" ? HypernetworkKind.Perceptron : HypernetworkKind.GatedGraph,
            Decoder = decoder == "mlp" ? DecoderKind.Perceptron : DecoderKind.Convolution,
            VirtualEdges = json.GetProperty("ve").GetInt32(),
            LayerNorm = json.GetProperty("layernorm").GetBoolean(),
            NormalizesWeights = json.GetProperty("weight_norm").GetBoolean(),
            LeakySlope = json.GetProperty("leaky_slope").GetSingle(),
            Distribution = json.TryGetProperty("networks", out JsonElement networks)
                ? new TrainingDistribution(networks.GetInt64(), Features(json, "mean"),
                Features(json, "deviation"))
                : null,
        };
    }

    private static ImmutableArray<double> Features(JsonElement json, string name)
    {
        ImmutableArray<double> values =
            [.. json.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
        return values.Length == ArchitectureFeatures.Names.Length
            ? values
            : throw new FormatException($"{name} must have {ArchitectureFeatures.Names.Length} numbers");
    }
}
