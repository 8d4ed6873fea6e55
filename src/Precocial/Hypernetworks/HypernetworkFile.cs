using System.Text.Json;
using System.Text.Json.Serialization;
using Precocial.Formats;
using Precocial.Hypernetworks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Saves and loads hypernetworks: one safetensors file, with the configuration and how it was trained in its
/// metadata.</summary>
/// <remarks>Tensors are named as in the released code. A file without a configuration, such as a converted checkpoint of
/// that code, is understood by its tensors' shapes; weights then count as normalised where there is a layer
/// normalisation, as in every published configuration.</remarks>
public static class HypernetworkFile
{
    private const string ConfigurationKey = "precocial.hypernetwork", CardKey = "precocial.training";

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Saves a hypernetwork, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, GraphHypernetwork model, HypernetworkCard card) => SafeTensors.Save(
        path, model.Weights, new Dictionary<string, string>
        {
            [ConfigurationKey] = ConfigurationJson.Write(model.Configuration),
            [CardKey] = JsonSerializer.Serialize(card, s_json),
        });

    /// <summary>Loads a hypernetwork.</summary>
    /// <exception cref="FileFormatException">Not a sound file, or not one of a hypernetwork.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TrainedHypernetwork Load(string path) =>
        Of(SafeTensors.Load(path), Path.GetFileName(path));

    /// <summary>Loads a hypernetwork from a stream that can tell its length.</summary>
    /// <inheritdoc cref="Load(string)"/>
    /// <param name="stream">Positioned at the start.</param>
    /// <param name="name">What errors call it.</param>
    public static TrainedHypernetwork Load(Stream stream, string name) => Of(SafeTensors.Load(stream, name), name);

    private static TrainedHypernetwork Of(SafeTensorsFile file, string name)
    {
        string title = Path.GetFileNameWithoutExtension(name);
        try
        {
            HypernetworkConfiguration configuration =
                file.Metadata.TryGetValue(ConfigurationKey, out string? text)
                    ? ConfigurationJson.Read(text)
                    : HypernetworkShapes.ConfigurationOf(file.Tensors);
            HypernetworkCard card = file.Metadata.TryGetValue(CardKey, out string? told)
                ? ReadCard(told)
                : new HypernetworkCard();
            HypernetworkShapes.Check(configuration, file.Tensors);
            return new(title, new GraphHypernetwork(configuration, WithGradients(file.Tensors))
            {
                Provenance = $"predicted by {title}",
            }, Checked(card));
        }
        catch (Exception e) when (e is ArgumentException or FormatException or JsonException
            or NotSupportedException or ShapeException)
        {
            throw new FileFormatException($"{name}: expected a graph hypernetwork, but "
                + $"{FirstLine(e.Message)}", e);
        }
    }

    private static HypernetworkCard ReadCard(string text) => JsonSerializer.Deserialize<HypernetworkCard>(text, s_json)
        ?? throw new JsonException("its training is null.");

    private static HypernetworkCard Checked(HypernetworkCard card) =>
        card.Input.IsDefault || card.Settings is null || card.Input.Length > Shape.MaxRank || card.Input.Any(n => n < 1)
            ? throw new JsonException("its training's input is no shape.")
            : card;

    private static Dictionary<string, Tensor> WithGradients(IReadOnlyDictionary<string, Tensor> tensors) =>
        tensors.ToDictionary(pair => pair.Key,
            pair => Tensor.From(pair.Value.Span, pair.Value.Shape, requiresGradient: true), StringComparer.Ordinal);

    private static string FirstLine(string message) => message.ReplaceLineEndings(" ");
}
