using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Precocial.Formats;
using Precocial.Hypernetworks;

namespace Precocial;

/// <summary>The state of a training in one file: settings, time, curve, weights and optimizer.</summary>
/// <remarks>4 bytes: the length of a JSON document, little-endian; the document; then the bytes of
/// <see cref="HypernetworkTraining.Save"/>. Whole or not at all.</remarks>
internal sealed class HypernetworkState(string path, HypernetworkRunSettings settings, string data)
{
    private const int MaxDocument = 1 << 26;
    private const long MaxBytes = 1L << 31;

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private readonly string _identity = Identity(settings, data);
    private readonly List<HypernetworkRunRow> _curve = [];
    private double _loss, _nodes;
    private long _steps;

    public IReadOnlyList<HypernetworkRunRow> Curve => _curve;

    /// <summary>Takes a step into the next row.</summary>
    public void Count(HypernetworkStep step)
    {
        _loss += step.Loss;
        _nodes += (double)step.Nodes / step.Losses.Count;
        _steps++;
    }

    /// <summary>Adds a row to the curve.</summary>
    public HypernetworkRunRow Add(long step, TimeSpan elapsed, HypernetworkScores scores)
    {
        long count = Math.Max(1, _steps);
        double progress = settings.Time is { } time ? elapsed / time : (double)step / settings.Training.Steps;
        var row = new HypernetworkRunRow(step, elapsed.TotalMinutes, _loss / count,
            settings.Training.RateAt(Math.Min(1, progress)), _nodes / count, scores);
        (_loss, _nodes, _steps) = (0, 0, 0);
        _curve.Add(row);
        return row;
    }

    /// <summary>Writes the state, and the curve as CSV beside it.</summary>
    public void Save(HypernetworkTraining training, TimeSpan elapsed)
    {
        byte[] document = JsonSerializer.SerializeToUtf8Bytes(
            new Document(_identity, elapsed.TotalSeconds, _loss, _nodes, _steps, _curve), s_json);
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, document.Length);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(length);
            stream.Write(document);
            stream.Write(training.Save());
        });
        var csv = new StringBuilder(HypernetworkRunRow.Header).Append('\n');
        foreach (HypernetworkRunRow row in _curve)
            csv.Append(row.Csv).Append('\n');
        AtomicFile.WriteText(Path.ChangeExtension(path, ".csv"), csv.ToString());
    }

    /// <summary>Goes back to the state in the file, if there is one.</summary>
    /// <returns>The time trained until then.</returns>
    public TimeSpan Load(HypernetworkTraining training)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return default;
        if (file.Length is < sizeof(int) or > MaxBytes)
            throw Damaged($"expected 4 to {MaxBytes} bytes, but found {file.Length}");
        byte[] bytes = File.ReadAllBytes(path);
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length is < 2 or > MaxDocument || length > bytes.Length - sizeof(int))
            throw Damaged($"its first number, {length}, is not the length of its description");
        try
        {
            Document document = JsonSerializer.Deserialize<Document>(bytes.AsSpan(sizeof(int), length), s_json)
                ?? throw new JsonException("the description is null");
            if (document.Identity != _identity)
            {
                throw new FileFormatException($"{path} is the state of another training ({document.Identity}), not of "
                    + $"this one ({_identity}). Use its settings, another --output, or delete it.");
            }
            training.Restore(bytes.AsSpan(sizeof(int) + length));
            _curve.AddRange(document.Curve);
            (_loss, _nodes, _steps) = (document.Loss, document.Nodes, document.Steps);
            return TimeSpan.FromSeconds(document.Seconds);
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException)
        {
            throw Damaged(e.Message.ReplaceLineEndings(" "));
        }
    }

    private FileFormatException Damaged(string what) =>
        new($"{path}: expected the state of a training, but {what}. Delete it to begin anew.");

    // The length may change: a longer training goes on from a shorter one's state.
    private static string Identity(HypernetworkRunSettings settings, string data) =>
        $"data {data}; seed {settings.Seed}; {Text(settings.Configuration)}; "
        + string.Join("; ", settings.Words.Where(word => word.Key != "length").Select(word => $"{word.Key} {word.Value}"));

    // States from before there was a choice of decoders do not name it.
    private static string Text(HypernetworkConfiguration configuration) =>
        (configuration with { Distribution = null, Classes = 0 }).ToString()
        .Replace($", Decoder = {DecoderKind.Convolution}", "", StringComparison.Ordinal);

    private sealed record Document(string Identity, double Seconds, double Loss, double Nodes, long Steps,
        List<HypernetworkRunRow> Curve);
}
