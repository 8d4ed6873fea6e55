using System.Text.Json;
using Precocial.Architectures;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Hypernetworks.Tests;

/// <summary>A network among the goldens that this library can build too: of the DeepNets space, or by
/// name.</summary>
internal sealed class GoldenDeepNet
{
    private GoldenDeepNet(GoldenNetwork network)
    {
        Network = network;
        IEnumerable<JsonElement> axes = network.Root.GetProperty("input").EnumerateArray().Skip(1);
        Input = Shape.Create([.. axes.Select(axis => axis.GetInt32())]);
        Classes = network.Root.GetProperty("num_classes").GetInt32();
        JsonElement build = network.Build;
        if (build.ValueKind == JsonValueKind.Object && build.TryGetProperty("genotype", out _))
            Genotype = DeepNetsGenotype.Parse(build.GetRawText());
    }

    public GoldenNetwork Network { get; }

    public string Name => Network.Name;

    /// <summary>Null where it is a network by name.</summary>
    public DeepNetsGenotype? Genotype { get; }

    public Shape Input { get; }

    public int Classes { get; }

    /// <summary>The released code lost no node: there is no twin of it with more.</summary>
    public bool IsComplete { get; private init; }

    /// <summary>Weights that the released code built and gave no values, because nothing depends on
    /// them.</summary>
    public HashSet<string> Pruned =>
        [.. Network.Root.GetProperty("pruned").EnumerateArray().Select(name => name.GetString()!)];

    /// <summary>The hypernetworks whose weights gave it logits.</summary>
    public IEnumerable<string> ModelsWithLogits =>
        Network.Root.TryGetProperty("logits", out JsonElement logits)
        && logits.ValueKind == JsonValueKind.Object
            ? Network.Models.Where(model => logits.TryGetProperty(model, out _))
            : [];

    /// <summary>Whether a batch is of its images.</summary>
    public bool TakesImages(Tensor batch) => batch.Shape.ToArray()[1..].SequenceEqual(Input.ToArray());

    public ArchitectureGraph Build() => Genotype is null
        ? NamedNetworks.Create(Name, Input, Classes)
        : DeepNetsNetwork.Build(Genotype, Input, Classes);

    /// <summary>All of them; the test is skipped when there is none.</summary>
    public static IReadOnlyList<GoldenDeepNet> All()
    {
        GoldenNetwork[] networks = [.. GoldenNetwork.All()];
        var names = networks.Select(network => network.Name).ToHashSet();
        GoldenDeepNet[] found =
        [
            .. networks.Select(network => new GoldenDeepNet(network)
            {
                IsComplete = !names.Contains(network.Name + "_fullgraph"),
            }).Where(network => network.Genotype is not null || NamedNetworks.Knows(network.Name)),
        ];
        Skip.If(found.Length == 0, "no network that can be built here is among the goldens");
        return found;
    }
}
