using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Precocial.Architectures;

/// <summary>A <see cref="DeepNetsGenotype"/> as the JSON object of the released meta data.</summary>
/// <remarks>Keys: stem_type, stem_pool, norm, preproc, fc_layers, glob_avg, genotype {normal, normal_concat,
/// reduce, reduce_concat}, n_cells, ks, C_mult, fc_dim, C. Other keys are passed over: the released files
/// have some of their own (num_nodes, num_params, results). <c>genotype</c> may be a name: DARTS, PDARTS,
/// ViT.</remarks>
internal static class DeepNetsJson
{
    private const int MaxLength = 1 << 16;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    public static string Write(DeepNetsGenotype genotype)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteKeys(json, genotype);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void WriteKeys(Utf8JsonWriter json, DeepNetsGenotype genotype)
    {
        json.WriteNumber("stem_type", genotype.StemType);
        json.WriteBoolean("stem_pool", genotype.StemPool);
        json.WriteString("norm", genotype.BatchNorm ? "bnorm" : null);
        json.WriteBoolean("preproc", genotype.Preprocess);
        json.WriteNumber("fc_layers", genotype.LinearLayers);
        json.WriteBoolean("glob_avg", genotype.GlobalAverage);
        json.WriteStartObject("genotype");
        WriteCell(json, "normal", genotype.Normal);
        WriteCell(json, "reduce", genotype.Reduce);
        json.WriteEndObject();
        json.WriteNumber("n_cells", genotype.Cells);
        json.WriteNumber("ks", genotype.StemKernel);
        json.WriteNumber("C_mult", genotype.ChannelMultiplier);
        json.WriteNumber("fc_dim", genotype.LinearWidth);
        json.WriteNumber("C", genotype.Channels);
    }

    public static DeepNetsGenotype Read(string text)
    {
        if (text.Length > MaxLength)
            throw new GraphException($"DeepNets genotype: it has at most {MaxLength} characters, but the "
                + $"text has {text.Length}.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Options);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new GraphException($"DeepNets genotype: expected JSON, but byte {e.BytePositionInLine + 1} "
                + "is not, or is nested too deeply.", e);
        }
        catch (InvalidOperationException e)
        {
            // System.Text.Json's answer to a string with half of a surrogate pair.
            throw new GraphException("DeepNets genotype: a string in it is not valid Unicode.", e);
        }
    }

    private static DeepNetsGenotype Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new GraphException(
                $"DeepNets genotype: expected a JSON object, but found {root.ValueKind}.");
        var fields = new SettingReader(root, "DeepNets");
        (DeepNetsCell normal, DeepNetsCell reduce) = ReadCells(root, fields);
        var genotype = new DeepNetsGenotype(normal, reduce);
        genotype = genotype with
        {
            StemType = ReadCount(root, fields, "stem_type", genotype.StemType),
            StemPool = fields.Truth("stem_pool", genotype.StemPool),
            BatchNorm = ReadNorm(root, fields),
            Preprocess = fields.Truth("preproc", genotype.Preprocess),
            LinearLayers = Math.Max(ReadCount(root, fields, "fc_layers", genotype.LinearLayers), 1),
            GlobalAverage = fields.Truth("glob_avg", genotype.GlobalAverage),
            Cells = fields.Positive("n_cells", genotype.Cells),
            StemKernel = fields.Positive("ks", genotype.StemKernel),
            ChannelMultiplier = fields.Positive("C_mult", genotype.ChannelMultiplier),
            LinearWidth = Math.Max(ReadCount(root, fields, "fc_dim", genotype.LinearWidth), 1),
            Channels = fields.Positive("C", genotype.Channels),
        };
        DeepNetsRules.Check(genotype);
        return genotype;
    }

    private static (DeepNetsCell Normal, DeepNetsCell Reduce) ReadCells(
        JsonElement root, SettingReader fields)
    {
        if (!root.TryGetProperty("genotype", out JsonElement cells))
            throw fields.Expected("genotype", "the two cells", "nothing");
        if (cells.ValueKind == JsonValueKind.String)
        {
            return PredefinedCells.Named(cells.GetString()!)
                ?? throw fields.Expected(
                    "genotype", "DARTS, PDARTS, ViT or two cells", $"\"{cells.GetString()}\"");
        }
        if (cells.ValueKind != JsonValueKind.Object)
            throw fields.Expected("genotype", "an object", $"{cells.ValueKind}");
        var reader = new SettingReader(cells, "DeepNets.genotype");
        return (ReadCell(reader, "normal"), ReadCell(reader, "reduce"));
    }

    private static DeepNetsCell ReadCell(SettingReader cells, string name)
    {
        var edges = ImmutableArray.CreateBuilder<DeepNetsEdge>();
        foreach (JsonElement pair in cells.List(name).EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2
                || pair[0].ValueKind != JsonValueKind.String || pair[1].ValueKind != JsonValueKind.Number
                || !DeepNetsOperations.TryParse(pair[0].GetString()!, out DeepNetsOperation operation)
                || !pair[1].TryGetInt32(out int input))
                throw cells.Expected(name, "pairs of an operation's name and a state's number",
                    $"edge {edges.Count}");
            edges.Add(new DeepNetsEdge(operation, input));
        }
        return new DeepNetsCell(edges.ToImmutable(), cells.Integers(name + "_concat"));
    }

    // "bnorm", "bn" and "bn-track" differ in running statistics alone, which a graph does not know of.
    private static bool ReadNorm(JsonElement root, SettingReader fields)
    {
        if (!root.TryGetProperty("norm", out JsonElement norm))
            return true;
        return norm.ValueKind switch
        {
            JsonValueKind.Null => false,
            JsonValueKind.String when norm.GetString() is "" => false,
            JsonValueKind.String when norm.GetString() is "bnorm" or "bn" or "bn-track" => true,
            _ => throw fields.Expected("norm", "\"bnorm\" or null", $"{norm.ValueKind}"),
        };
    }

    private static int ReadCount(JsonElement root, SettingReader fields, string name, int absent)
    {
        if (!root.TryGetProperty(name, out JsonElement value))
            return absent;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0
            ? number
            : throw fields.Expected(name, "a whole number that is not negative", $"{value.ValueKind}");
    }

    private static void WriteCell(Utf8JsonWriter json, string name, DeepNetsCell cell)
    {
        json.WriteStartArray(name);
        foreach (DeepNetsEdge edge in cell.Edges)
        {
            json.WriteStartArray();
            json.WriteStringValue(DeepNetsOperations.NameOf(edge.Operation));
            json.WriteNumberValue(edge.Input);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteStartArray(name + "_concat");
        foreach (int state in cell.Concat)
            json.WriteNumberValue(state);
        json.WriteEndArray();
    }
}
