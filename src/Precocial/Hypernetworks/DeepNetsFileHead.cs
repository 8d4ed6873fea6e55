using System.Text.Json;
using System.Text.Json.Serialization;
using Precocial.Tensors;

namespace Precocial;

/// <summary>The first line of a <see cref="DeepNetsFile"/>.</summary>
internal sealed record DeepNetsFileHead
{
    private const string Expected = "precocial-deepnets";
    private const int Newest = 1, MostNetworks = 10_000_000, MostSide = 8192, MostClasses = 1 << 20;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        MaxDepth = 4,
    };

    public string Format { get; init; } = "";

    public int Version { get; init; }

    public string Split { get; init; } = "";

    public ulong Seed { get; init; }

    [JsonPropertyName("input")]
    public int[]? Axes { get; init; }

    public int Classes { get; init; }

    public int Networks { get; init; }

    public static DeepNetsFileHead Of(DeepNetsCollection collection) => new()
    {
        Format = Expected,
        Version = Newest,
        Split = collection.Split,
        Seed = collection.Seed,
        Axes = collection.Input.ToArray(),
        Classes = collection.Classes,
        Networks = collection.Networks.Length,
    };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>Reads the line, and checks every number of it.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public static DeepNetsFileHead Read(string line)
    {
        DeepNetsFileHead head = Parse(line);
        if (head.Version > Newest)
            throw new InvalidDataException($"line 1: the file has version {head.Version}, but this program "
                + $"reads up to {Newest}. Use a newer Precocial.");
        if (head.Axes is not { Length: 3 } || head.Axes.Any(axis => axis is < 1 or > MostSide)
            || head.Classes is < 1 or > MostClasses || head.Networks is < 0 or > MostNetworks)
            throw new InvalidDataException($"line 1: expected three axes of an image from 1 to {MostSide}, 1 "
                + $"to {MostClasses} classes and at most {MostNetworks} networks, but found "
                + $"\"{Excerpt(line)}\".");
        return head;
    }

    public Shape Input() => Shape.Create(Axes);

    private static DeepNetsFileHead Parse(string line)
    {
        DeepNetsFileHead? head = null;
        try
        {
            head = JsonSerializer.Deserialize<DeepNetsFileHead>(line, Options);
        }
        catch (JsonException)
        {
            // Said below, with what was found.
        }
        return head?.Format == Expected && head.Split is not null ? head : throw new InvalidDataException(
            $"line 1: expected {{\"format\":\"{Expected}\",...}}, but found \"{Excerpt(line)}\".");
    }

    private static string Excerpt(string line) => line.Length <= 100 ? line : line[..100] + "...";
}
