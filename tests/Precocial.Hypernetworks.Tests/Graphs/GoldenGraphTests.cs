using System.Text.Json;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Hypernetworks.Tests;

public sealed class GoldenGraphTests
{
    [SkippableFact]
    public void Of_DeepNetsNetworks_IsTheReleasedCodesGraph()
    {
        int compared = 0;
        foreach (GoldenDeepNet golden in GoldenDeepNet.All().Where(golden => golden.IsComplete))
        {
            HypernetworkGraph expected = GoldenNetwork.Load(golden.Name).Graph;
            HypernetworkGraph actual = HypernetworkGraph.Of(golden.Build());
            Labels(actual).ShouldBe(Labels(expected), golden.Name);
            compared++;
        }
        compared.ShouldBeGreaterThan(2);
    }

    [SkippableFact]
    public void Predict_DeepNetsNetworks_GivesTheReleasedCodesLogits()
    {
        Tensor x = GoldenHypernetworks.TensorsOf("input.safetensors")["x"];
        foreach (GoldenDeepNet golden in GoldenDeepNet.All().Where(golden => golden.IsComplete))
        {
            GoldenNetwork expected = GoldenNetwork.Load(golden.Name);
            ArchitectureGraph graph = golden.Build();
            foreach (string model in expected.Models)
            {
                Prediction prediction = GoldenHypernetworks.Load(model).Predict(graph);
                prediction.Skipped.ShouldBeEmpty();
                using var tape = new Tape(recording: false);
                Tensor logits = new Network(graph, prediction.Tensors).Forward(tape.Input(x),
                    new ApplyContext(Training: false) { BatchStatistics = true });
                ((ReadOnlySpan<float>)logits.Span).ShouldFit(expected.Logits(model),
                    $"{golden.Name} {model}");
            }
        }
    }

    // What each node is, with all that leads to it and all that it leads to: the same for graphs that differ
    // in the nodes' order alone.
    private static List<string> Labels(HypernetworkGraph graph)
    {
        string[] before = new string[graph.Nodes.Length], after = new string[graph.Nodes.Length];
        var sources = graph.Edges.ToLookup(e => e.Target, e => e.Source);
        var targets = graph.Edges.ToLookup(e => e.Source, e => e.Target);
        for (int i = 0; i < before.Length; i++)
            before[i] = Hash($"{Own(graph.Nodes[i])}({string.Join(",", sources[i].Select(s => before[s]).Order())})");
        for (int i = before.Length - 1; i >= 0; i--)
            after[i] = Hash($"{Own(graph.Nodes[i])}({string.Join(",", targets[i].Select(t => after[t]).Order())})");
        return [.. graph.Nodes.Select((node, i) => $"{Own(node)} {before[i]} {after[i]}").Order()];
    }

    private static string Own(HypernetworkNode node) => $"{node.Kind} {node.Shape} "
        + string.Join(" ", node.Weights.Select(w => $"{w.Name}:{w.Part}:{w.Shape}"));

    private static string Hash(string text) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..16];
}
