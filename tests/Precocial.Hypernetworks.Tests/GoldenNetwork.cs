using System.Text.Json;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Hypernetworks.Tests;

/// <summary>A network of the golden folder: its graph as the released code built it, and what hypernetworks
/// gave.</summary>
internal sealed class GoldenNetwork
{
    private readonly JsonElement _root;

    private GoldenNetwork(string name, JsonElement root)
    {
        Name = name;
        _root = root;
        var shapes = root.GetProperty("named_parameters").EnumerateArray()
            .ToDictionary(p => p[0].GetString()!, p => ShapeOf(p[1]));
        Graph = new HypernetworkGraph(
            root.GetProperty("nodes").EnumerateArray().Select(node => NodeOf(node, shapes)),
            Edges.Where(e => e.Length == 1).Select(e => (e.Source, e.Target)));
    }

    public string Name { get; }

    public HypernetworkGraph Graph { get; }

    /// <summary>The whole file.</summary>
    public JsonElement Root => _root;

    public JsonElement Build => _root.GetProperty("build");

    public IEnumerable<(int Source, int Target, int Length)> Edges =>
        _root.GetProperty("edges").EnumerateArray()
        .Select(edge => (edge[0].GetInt32(), edge[1].GetInt32(), edge[2].GetInt32()));

    public IEnumerable<string> Models => _root.GetProperty("stages").EnumerateObject().Select(p => p.Name);

    /// <summary>x0, x1, x2 where there is one.</summary>
    public IEnumerable<JsonElement> Stages(string model) =>
        _root.GetProperty("stages").GetProperty(model).EnumerateObject().Select(p => p.Value);

    public IEnumerable<JsonElement> Parameters(string model) =>
        _root.GetProperty("params").GetProperty(model).EnumerateArray();

    public float[] Logits(string model) =>
        [.. _root.GetProperty("logits").GetProperty(model).EnumerateArray()
            .SelectMany(row => row.EnumerateArray()).Select(v => v.GetSingle())];

    /// <summary>Every network of the folder, whatever has been dropped in.</summary>
    public static IEnumerable<GoldenNetwork> All()
    {
        foreach (string path in Goldens.Files("ghn", "*.json"))
        {
            JsonElement root = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
            if (root.TryGetProperty("nodes", out _) && root.TryGetProperty("stages", out _))
                yield return new GoldenNetwork(Path.GetFileNameWithoutExtension(path), root);
        }
    }

    public static GoldenNetwork Load(string name) =>
        new(name, JsonDocument.Parse(File.ReadAllText(Goldens.File("ghn", name + ".json"))).RootElement);

    private static HypernetworkNode NodeOf(JsonElement node, IReadOnlyDictionary<string, Shape> shapes)
    {
        var kind = (NodeKind)node.GetProperty("op").GetInt32();
        string raw = node.GetProperty("raw").GetString()!;
        if (!node.TryGetProperty("param", out JsonElement param) || param.ValueKind != JsonValueKind.String)
        {
            bool shaped = node.TryGetProperty("shape", out JsonElement pool)
                && pool.ValueKind == JsonValueKind.Array;
            return new HypernetworkNode(kind, raw, shaped ? KernelShape.Of(ShapeOf(pool)) : null);
        }
        string name = param.GetString()!;
        bool lastWeight = node.GetProperty("last_w").GetBoolean(), lastBias =
            node.GetProperty("last_b").GetBoolean();
        if (kind is NodeKind.BatchNorm or NodeKind.LayerNorm)
        {
            string offset = name[..^"weight".Length] + "bias";
            return new HypernetworkNode(kind, new NodeWeight(name, shapes[name], WeightPart.Scale),
                new NodeWeight(offset, shapes[offset], WeightPart.Offset));
        }
        return new HypernetworkNode(kind, new NodeWeight(name, shapes[name], kind switch
        {
            NodeKind.Bias => lastBias ? WeightPart.ClassOffset : WeightPart.Offset,
            NodeKind.PositionEncoding => WeightPart.Position,
            _ => lastWeight ? WeightPart.ClassKernel : WeightPart.Kernel,
        }));
    }

    private static Shape ShapeOf(JsonElement axes) => [.. axes.EnumerateArray().Select(v => v.GetInt32())];
}
