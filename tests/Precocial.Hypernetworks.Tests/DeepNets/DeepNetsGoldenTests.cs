using System.Text.Json;
using Precocial.Architectures;
using Precocial.Formats;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Hypernetworks.Tests;

/// <summary>The networks are those of the released code: the same weights, and the same logits from
/// them.</summary>
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
                .. golden.Json.GetProperty("named_parameters").EnumerateArray()
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
            if (!golden.Json.GetProperty("build").TryGetProperty("num_params", out JsonElement counts))
                continue;
            Count([3, 32, 32]).ShouldBe(counts.GetProperty("cifar10").GetInt64(), golden.Name);
            Count([3, 224, 224]).ShouldBe(counts.GetProperty("imagenet").GetInt64(), golden.Name);

            long Count(Shape input) => DeepNetsNetwork.CountParameters(golden.CountedGenotype, input, 10);
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

    private static float[] Run(
        ArchitectureGraph graph, IReadOnlyDictionary<string, Tensor> released, Tensor x)
    {
        // The running statistics are not used, and so have no released values.
        IReadOnlyList<Tensor> initial = new InitializedWeights().Provide(graph, new Rng(1));
        var weights = graph.WeightSpecs.Zip(initial, (weight, tensor) =>
            weight.Spec.Trainable ? released[weight.Name] : tensor).ToList();
        using var tape = new Tape(recording: false);
        var context = new ApplyContext(Training: false) { BatchStatistics = true };
        return new Network(graph, weights).Forward(tape.Input(x), context).ToArray();
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
