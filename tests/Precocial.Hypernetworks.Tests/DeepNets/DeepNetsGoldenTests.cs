using System.Text.Json;
using Precocial.Architectures;
using Precocial.Formats;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Hypernetworks.Tests;

/// <summary>The networks are those of the released code: the same weights, the same logits from them, the
/// same graphs.</summary>
public sealed class DeepNetsGoldenTests
{
    [SkippableFact]
    public void Weights_HaveTheReleasedNamesAndShapes()
    {
        foreach (GoldenDeepNet golden in GoldenDeepNet.All())
        {
            HashSet<string> pruned = golden.Pruned;
            string[] expected =
            [
                .. golden.Network.Root.GetProperty("named_parameters").EnumerateArray()
                    .Where(pair => !pruned.Contains(pair[0].GetString()!))
                    .Select(pair => $"{pair[0].GetString()} {Shape.Create(Axes(pair[1]))}")
                    .Order(StringComparer.Ordinal),
            ];

            IEnumerable<string> actual = golden.Build().WeightSpecs.Where(weight => weight.Spec.Trainable)
                .Select(weight => $"{weight.Name} {weight.Spec.Shape}").Order(StringComparer.Ordinal);

            actual.ShouldBe(expected, golden.Name);
        }
    }

    [SkippableFact]
    public void Parameters_AreThoseOfTheMetaData()
    {
        foreach (GoldenDeepNet golden in GoldenDeepNet.All().Where(golden => golden.Pruned.Count == 0))
        {
            if (golden.Genotype is null
                || !golden.Network.Build.TryGetProperty("num_params", out JsonElement counts))
                continue;
            // The generator counts with these widths, before others are chosen.
            DeepNetsGenotype counted = golden.Genotype with { LinearWidth = 256, Channels = 32 };
            DeepNetsNetwork.CountParameters(counted, [3, 32, 32], 10)
                .ShouldBe(counts.GetProperty("cifar10").GetInt64(), golden.Name);
            DeepNetsNetwork.CountParameters(counted, [3, 224, 224], 10)
                .ShouldBe(counts.GetProperty("imagenet").GetInt64(), golden.Name);
        }
    }

    [SkippableFact]
    public void Logits_FromTheReleasedWeights_AreTheReleasedOnes()
    {
        Tensor x = SafeTensors.Load(Goldens.File("ghn", "input.safetensors")).Tensors["x"];
        int compared = 0;
        foreach (GoldenDeepNet golden in GoldenDeepNet.All())
        {
            foreach (string file in Goldens.Files("ghn", "*.params.safetensors"))
            {
                if (!Path.GetFileName(file).StartsWith(golden.Name + ".", StringComparison.Ordinal))
                    continue;
                float[] expected = SafeTensors.Load(file.Replace(".params.", ".logits."))
                    .Tensors["logits"].ToArray();
                ShouldBeClose(Run(golden.Build(), SafeTensors.Load(file).Tensors, x), expected, file);
                compared++;
            }
        }
        compared.ShouldBeGreaterThan(0);
    }

    [SkippableFact]
    public void Logits_FromPredictedWeights_AreTheReleasedOnes()
    {
        Tensor x = SafeTensors.Load(Goldens.File("ghn", "input.safetensors")).Tensors["x"];
        int compared = 0;
        foreach (GoldenDeepNet golden in GoldenDeepNet.All().Where(golden => golden.TakesImages(x)))
        {
            ArchitectureGraph graph = golden.Build();
            // Where the released graph lacks nodes, so must ours: weights depend on it.
            HypernetworkGraph nodes = golden.IsComplete ? HypernetworkGraph.Of(graph) : golden.Network.Graph;
            foreach (string model in golden.ModelsWithLogits)
            {
                Prediction predicted = GoldenHypernetworks.Load(model).Predict(graph, nodes, new Rng(1));
                float[] logits = Run(new Network(graph, predicted.Tensors), x);
                ShouldBeClose(logits, golden.Network.Logits(model), $"{golden.Name} {model}");
                compared++;
            }
        }
        compared.ShouldBeGreaterThan(0);
    }

    [SkippableFact]
    public void Graphs_AreTheReleasedOnesUpToTheOrderOfNodes()
    {
        foreach (GoldenDeepNet golden in GoldenDeepNet.All().Where(golden => golden.IsComplete))
        {
            var actual = HypernetworkGraph.Of(golden.Build());

            GraphColouring.Of(actual).ShouldBe(GraphColouring.Of(golden.Network.Graph), golden.Name);
            actual.Messages(50).Edges.ShouldBe(golden.Network.Graph.Edges.Length, golden.Name);
            actual.Skipped.ShouldBeEmpty(golden.Name);
        }
    }

    [SkippableFact]
    public void Graphs_ThatTheReleasedCodeLostNodesOf_Differ()
    {
        // So that the test above is known to see a missing node.
        GoldenDeepNet[] incomplete = [.. GoldenDeepNet.All().Where(golden => !golden.IsComplete)];
        Skip.If(incomplete.Length == 0, "no incomplete graph is among the goldens");
        foreach (GoldenDeepNet golden in incomplete)
        {
            GraphColouring.Of(HypernetworkGraph.Of(golden.Build()))
                .ShouldNotBe(GraphColouring.Of(golden.Network.Graph), golden.Name);
        }
    }

    private static float[] Run(
        ArchitectureGraph graph, IReadOnlyDictionary<string, Tensor> released, Tensor x)
    {
        // The running statistics are not used, and so have no released values.
        IReadOnlyList<Tensor> initial = new InitializedWeights().Provide(graph, new Rng(1));
        var weights = graph.WeightSpecs.Zip(initial, (weight, tensor) =>
            weight.Spec.Trainable ? released[weight.Name] : tensor).ToList();
        return Run(new Network(graph, weights), x);
    }

    private static float[] Run(Network network, Tensor x)
    {
        using var tape = new Tape(recording: false);
        var context = new ApplyContext(Training: false) { BatchStatistics = true };
        return network.Forward(tape.Input(x), context).ToArray();
    }

    // 1e-4 of the largest logit.
    private static void ShouldBeClose(float[] actual, float[] expected, string what)
    {
        actual.Length.ShouldBe(expected.Length, what);
        float largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            Math.Abs(actual[i] - expected[i]).ShouldBeLessThan(1e-4f * largest, $"{what}, logit {i}");
    }

    private static int[] Axes(JsonElement list) => [.. list.EnumerateArray().Select(axis => axis.GetInt32())];
}
