using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The saved form of a graph: <c>{"format": "precocial-architecture", "version": 1, "nodes":
/// [...]}</c>.</summary>
/// <remarks>A node is <c>{"name", "kind", "inputs": [names of earlier nodes], settings of the kind}</c>; a
/// name that does not stand earlier is an error, so that a cycle cannot be written.</remarks>
internal static class GraphJson
{
    private const string Format = "precocial-architecture";
    private const int Version = 1;
    private const int MaxNodes = 100_000;
    private const int MaxDepth = 8;

    public static string Write(ArchitectureGraph graph)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions
        {
            Indented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", Version);
            json.WriteStartArray("nodes");
            foreach (Node node in graph.Nodes)
                Write(json, node, graph);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static ArchitectureGraph Read(string text)
    {
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = MaxDepth };
            using JsonDocument document = JsonDocument.Parse(text, options);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new GraphException($"Architecture: expected JSON, but line {e.LineNumber + 1}, byte "
                + $"{e.BytePositionInLine + 1} is not, or is nested too deeply.", e);
        }
        catch (Exception e) when (e is ShapeException or OverflowException)
        {
            throw new GraphException($"Architecture: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            // System.Text.Json's answer to a string with half of a surrogate pair.
            throw new GraphException("Architecture: a string in it is not valid Unicode.", e);
        }
    }

    private static void Write(Utf8JsonWriter json, Node node, ArchitectureGraph graph)
    {
        json.WriteStartObject();
        json.WriteString("name", node.Name);
        json.WriteString("kind", node.Primitive.Kind);
        if (!node.Inputs.IsEmpty)
        {
            json.WriteStartArray("inputs");
            foreach (int input in node.Inputs)
                json.WriteStringValue(graph.Nodes[input].Name);
            json.WriteEndArray();
        }
        node.Primitive.Describe(new SettingWriter(json));
        json.WriteEndObject();
    }

    private static ArchitectureGraph Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new GraphException($"Architecture: expected a JSON object, but found {root.ValueKind}.");
        var head = new SettingReader(root, "architecture");
        if (head.Word("format") is var format && format != Format)
            throw head.Expected("format", $"\"{Format}\"", $"\"{format}\"");
        int version = head.Positive("version");
        if (version > Version)
            throw new GraphException($"architecture.version: this file has version {version}, but this "
                + $"program reads up to {Version}. Use a newer Precocial.");
        JsonElement nodes = head.List("nodes");
        head.Finish();
        if (nodes.GetArrayLength() > MaxNodes)
            throw head.Expected("nodes", $"at most {MaxNodes} nodes", $"{nodes.GetArrayLength()}");
        return Read(nodes, nodes.GetArrayLength());
    }

    private static ArchitectureGraph Read(JsonElement list, int count)
    {
        var nodes = ImmutableArray.CreateBuilder<Node>(count);
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (JsonElement item in list.EnumerateArray())
        {
            Node node = ReadNode(item, nodes.Count, indices);
            if (!indices.TryAdd(node.Name, nodes.Count))
                throw new GraphException($"nodes[{nodes.Count}].name: expected a name not used before, but "
                    + $"found \"{node.Name}\".");
            nodes.Add(node);
        }
        var graph = new ArchitectureGraph(nodes.ToImmutable());
        // Counting overflows where a network could never exist: found here, not when someone asks.
        _ = graph.Parameters;
        return graph;
    }

    private static Node ReadNode(JsonElement item, int index, Dictionary<string, int> indices)
    {
        string where = $"nodes[{index}]";
        if (item.ValueKind != JsonValueKind.Object)
            throw new GraphException($"{where}: expected an object, but found {item.ValueKind}.");
        var settings = new SettingReader(item, where);
        string name = settings.Word("name"), kind = settings.Word("kind");
        var inputs = ImmutableArray.CreateBuilder<int>();
        foreach (string input in settings.Words("inputs"))
        {
            if (!indices.TryGetValue(input, out int earlier))
                throw settings.Expected("inputs", "names of earlier nodes", $"\"{input}\"");
            inputs.Add(earlier);
        }
        Primitive primitive = PrimitiveCatalog.Read(kind, settings);
        settings.Finish();
        return new Node(name, primitive, inputs.ToImmutable());
    }
}
