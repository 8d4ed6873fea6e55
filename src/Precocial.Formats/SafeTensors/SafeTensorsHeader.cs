using System.Text.Json;
using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>Checks the JSON header of a safetensors file against the number of bytes that follow
/// it.</summary>
/// <param name="name">What errors call the file.</param>
/// <param name="dataLength">Bytes after the header.</param>
internal sealed class SafeTensorsHeader(string name, long dataLength)
{
    private const int MaxDepth = 4;

    public List<SafeTensorsEntry> Read(byte[] header, IDictionary<string, string> metadata)
    {
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = MaxDepth };
            using JsonDocument document = JsonDocument.Parse(header, options);
            return Read(document.RootElement, metadata);
        }
        catch (JsonException e)
        {
            throw new FileFormatException($"{name}, byte {8 + (e.BytePositionInLine ?? 0)}: the header is "
                + $"not JSON in UTF-8 of at most {MaxDepth} levels.", e);
        }
        catch (InvalidOperationException e)
        {
            // System.Text.Json's answer to a string that is not valid UTF-8 or has half of a surrogate pair.
            throw new FileFormatException($"{name}: a string in the header is not valid Unicode.", e);
        }
    }

    private List<SafeTensorsEntry> Read(JsonElement root, IDictionary<string, string> metadata)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FileFormatException($"{name}: expected the header to be a JSON object, but found "
                + $"{root.ValueKind}.");
        var entries = new List<SafeTensorsEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (!names.Add(property.Name))
                throw Bad(property.Name, "a name that stands once", "it twice");
            if (property.Name == "__metadata__")
                ReadMetadata(property.Value, metadata);
            else
                entries.Add(ReadEntry(property));
        }
        CheckLayout(entries);
        return entries;
    }

    private void ReadMetadata(JsonElement json, IDictionary<string, string> metadata)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Bad("__metadata__", "an object", $"{json.ValueKind}");
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
                throw Bad("__metadata__", "text for each key", $"{property.Value.ValueKind}");
            if (!metadata.TryAdd(property.Name, property.Value.GetString()!))
                throw Bad("__metadata__", "each key once", $"\"{Short(property.Name)}\" twice");
        }
    }

    private SafeTensorsEntry ReadEntry(JsonProperty property)
    {
        string tensor = property.Name;
        if (property.Value.ValueKind != JsonValueKind.Object || property.Value.EnumerateObject().Count() != 3)
            throw Bad(tensor, "an object with dtype, shape and data_offsets", $"{property.Value.ValueKind}");
        string dtype = Member(property, "dtype", JsonValueKind.String).GetString()!;
        ElementType type = ElementType.Find(dtype)
            ?? throw Bad(tensor, $"dtype one of {ElementType.Names}", Short(dtype));
        long[] offsets = Numbers(tensor, Member(property, "data_offsets", JsonValueKind.Array));
        if (offsets.Length != 2 || offsets[0] > offsets[1] || offsets[1] > dataLength)
            throw Bad(tensor, $"data_offsets [start, end] within 0 to {dataLength}",
                $"[{string.Join(", ", offsets)}]");
        Shape shape = ReadShape(tensor, Numbers(tensor, Member(property, "shape", JsonValueKind.Array)));
        long bytes = (long)shape.Count * type.Size;
        if (bytes != offsets[1] - offsets[0])
            throw Bad(tensor, $"{bytes} bytes for {dtype} {shape}", $"{offsets[1] - offsets[0]}");
        return new SafeTensorsEntry(tensor, type, shape, offsets[0], offsets[1]);
    }

    private Shape ReadShape(string tensor, long[] axes)
    {
        if (axes.Length > Shape.MaxRank || axes.Any(axis => axis > int.MaxValue))
            throw Bad(tensor, $"at most {Shape.MaxRank} axes of at most {int.MaxValue}",
                $"{axes.Length} axes");
        try
        {
            return Shape.Create([.. axes.Select(axis => (int)axis)]);
        }
        catch (ShapeException e)
        {
            throw new FileFormatException($"{name}, tensor \"{Short(tensor)}\": {e.Message}", e);
        }
    }

    // Sorts by offset; the parts must follow one another from the first byte to the last.
    private void CheckLayout(List<SafeTensorsEntry> entries)
    {
        // A stable order for tensors without elements, which share their offsets with a neighbour.
        entries.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start)
            : a.End != b.End ? a.End.CompareTo(b.End) : string.CompareOrdinal(a.Name, b.Name));
        long end = 0;
        foreach (SafeTensorsEntry entry in entries)
        {
            if (entry.Start != end)
                throw Bad(entry.Name, $"its data at offset {end}, where the tensor before it ends",
                    $"{entry.Start}");
            end = entry.End;
        }
        if (end != dataLength)
            throw new FileFormatException($"{name}: expected {end} bytes of data after the header, but "
                + $"found {dataLength}.");
    }

    private JsonElement Member(JsonProperty property, string member, JsonValueKind kind) =>
        property.Value.TryGetProperty(member, out JsonElement value) && value.ValueKind == kind
            ? value
            : throw Bad(property.Name, $"{member} as {kind}", "nothing of the kind");

    private long[] Numbers(string tensor, JsonElement list)
    {
        if (list.GetArrayLength() > 64)
            throw Bad(tensor, "at most 64 numbers in a list", $"{list.GetArrayLength()}");
        return [.. list.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out long number) && number >= 0
                ? number
                : throw Bad(tensor, "whole numbers that are not negative", Short(item.GetRawText())))];
    }

    private FileFormatException Bad(string tensor, string expected, string found) =>
        new($"{name}, tensor \"{Short(tensor)}\": expected {expected}, but found {found}.");

    private static string Short(string text)
    {
        text = text.ReplaceLineEndings(" ");
        return text.Length <= 60 ? text : text[..60] + "...";
    }
}
