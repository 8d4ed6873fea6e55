using System.Text.Json;
using Precocial.Formats;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Hypernetworks.Tests;

/// <summary>The hypernetworks of the golden folder, by name.</summary>
internal static class GoldenHypernetworks
{
    private static readonly Dictionary<string, GraphHypernetwork> s_loaded = [];

    public static GraphHypernetwork Load(string name)
    {
        lock (s_loaded)
        {
            if (!s_loaded.TryGetValue(name, out GraphHypernetwork? loaded))
                s_loaded[name] = loaded = Read(name);
            return loaded;
        }
    }

    /// <summary>A copy that a test may train.</summary>
    public static GraphHypernetwork Copy(string name)
    {
        GraphHypernetwork source = Load(name);
        return new GraphHypernetwork(source.Configuration, source.Weights.ToDictionary(
            pair => pair.Key, pair => Tensor.From(pair.Value.Span, pair.Value.Shape, requiresGradient: true)));
    }

    public static HypernetworkConfiguration Configuration(string name)
    {
        string path = Goldens.File("ghn", "configs.json");
        JsonElement c = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty(name);
        int[] max = [.. c.GetProperty("max_shape").EnumerateArray().Select(v => v.GetInt32())];
        return new HypernetworkConfiguration
        {
            Hidden = c.GetProperty("hid").GetInt32(),
            MaxShape = new KernelShape(max[0], max[1], max[2], max[3]),
            Classes = c.GetProperty("num_classes").GetInt32(),
            Kind = c.GetProperty("hypernet").GetString() == "mlp"
                ? HypernetworkKind.Perceptron : HypernetworkKind.GatedGraph,
            VirtualEdges = c.GetProperty("ve").GetBoolean() ? 50 : 1,
            LayerNorm = c.GetProperty("layernorm").GetBoolean(),
            NormalizesWeights = c.GetProperty("weight_norm").GetBoolean(),
        };
    }

    public static IReadOnlyDictionary<string, Tensor> TensorsOf(string name) =>
        SafeTensors.Load(Goldens.File("ghn", name)).Tensors;

    // GHN-1 and MLP are GHN-2 but for their own tensors.
    private static GraphHypernetwork Read(string name)
    {
        HypernetworkConfiguration configuration = Configuration(name);
        var weights = new Dictionary<string, Tensor>(
            TensorsOf(name == "ghn2_tiny" ? "ghn2_tiny_weights.safetensors" : "ghn2_weights.safetensors"));
        if (name is "ghn1" or "mlp")
        {
            foreach ((string own, Tensor tensor) in TensorsOf($"{name}_own_weights.safetensors"))
                weights[own] = tensor;
        }
        var names = GraphHypernetwork.NamesAndShapes(configuration).Select(pair => pair.Name).ToHashSet();
        return new GraphHypernetwork(configuration, weights.Where(pair => names.Contains(pair.Key))
            .ToDictionary(pair => pair.Key, pair => pair.Value));
    }
}
