using System.Text.Json;
using Precocial.Architectures;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Hypernetworks.Tests;

/// <summary>A DeepNets network among the goldens: what it is, and what the released code made of
/// it.</summary>
internal sealed class GoldenDeepNet
{
    private GoldenDeepNet(string path, JsonElement json, JsonElement build)
    {
        Path = path;
        Json = json;
        Genotype = DeepNetsGenotype.Parse(build.GetRawText());
        // Counts of the meta data were made with 32 channels and the width that the file is about to tell.
        CountedGenotype = Genotype with { LinearWidth = 256, Channels = 32 };
        IEnumerable<JsonElement> axes = json.GetProperty("input").EnumerateArray().Skip(1);
        Input = Shape.Create([.. axes.Select(axis => axis.GetInt32())]);
        Classes = json.GetProperty("num_classes").GetInt32();
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public JsonElement Json { get; }

    public DeepNetsGenotype Genotype { get; }

    public DeepNetsGenotype CountedGenotype { get; }

    public Shape Input { get; }

    public int Classes { get; }

    /// <summary>The released code lost no node: there is no twin of it with more.</summary>
    public bool IsComplete => !File.Exists(System.IO.Path.ChangeExtension(Path, null) + "_fullgraph.json");

    /// <summary>Weights that the released code built and gave no values, because nothing depends on
    /// them.</summary>
    public HashSet<string> Pruned =>
        [.. Json.GetProperty("pruned").EnumerateArray().Select(name => name.GetString()!)];

    public ArchitectureGraph Build() => DeepNetsNetwork.Build(Genotype, Input, Classes);

    /// <summary>All of them; the test is skipped when there is none.</summary>
    public static IReadOnlyList<GoldenDeepNet> All()
    {
        var found = new List<GoldenDeepNet>();
        foreach (string path in Goldens.Files("ghn", "*.json"))
        {
            JsonElement json = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
            if (json.TryGetProperty("nodes", out _) && json.TryGetProperty("build", out JsonElement build)
                && build.ValueKind == JsonValueKind.Object && build.TryGetProperty("genotype", out _))
                found.Add(new GoldenDeepNet(path, json, build));
        }
        Skip.If(found.Count == 0, "no DeepNets network is among the goldens");
        return found;
    }
}
