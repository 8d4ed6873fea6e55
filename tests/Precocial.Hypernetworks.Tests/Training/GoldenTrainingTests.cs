using System.Text.Json;
using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Hypernetworks.Tests;

public sealed class GoldenTrainingTests
{
    // The larger model's networks have activations within rounding of a rectifier's kink: changing the images
    // by 3e-7 of themselves moves single gradients by 1 %, and so do other vector widths. Losses agree to
    // 1e-6 before the first step.
    private const double KinkTolerance = 0.03;

    [SkippableTheory]
    [InlineData("ghn2_tiny", 1e-4)]
    [InlineData("ghn2", KinkTolerance)]
    public void Run_ThreeStepsOfAdam_AreTheReleasedCodes(string model, double tolerance)
    {
        // Adam's first steps have the length of the rate whatever the gradient's: where it is rounding, so is
        // its sign.
        double shareOfRate = tolerance > 1e-4 ? 0.6 : 0.1;
        JsonElement root = JsonDocument.Parse(
            File.ReadAllText(Goldens.File("ghn", "train_step.json"))).RootElement;
        using HypernetworkTraining training = TrainingOf(model, root);
        var batch = GoldenHypernetworks.TensorsOf("train_batch.safetensors");
        int[] labels = [.. batch["labels"].ToArray().Select(label => (int)label)];
        TrainingNetwork[] networks = [NetworkOf("dn_bnfree2"), NetworkOf("dn_clean")];

        int number = 0;
        foreach (JsonElement expected in root.GetProperty("steps").GetProperty(model).EnumerateArray())
        {
            HypernetworkStep step = training.RunOn(batch["images"], labels, networks);

            string what = $"{model} step {number++}";
            double wanted = expected.GetProperty("loss").GetDouble();
            step.Loss.ShouldBe(wanted, (number == 1 ? 1e-6 : tolerance) * wanted, what);
            double norm = expected.GetProperty("grad_norm_before_clip").GetDouble();
            step.GradientNorm.ShouldBe(norm, 10 * tolerance * norm, what);
            foreach (JsonProperty weight in expected.GetProperty("params_after").EnumerateObject())
            {
                training.Hypernetwork.Weights[weight.Name].ShouldFit(weight.Value, $"{what} {weight.Name}",
                    1e-4, shareOfRate * number * training.Settings.LearningRate);
            }
        }
    }

    [SkippableTheory]
    [InlineData("ghn2_tiny", 1e-4)]
    [InlineData("ghn2", KinkTolerance)]
    public void Run_FirstStep_HasTheReleasedCodesGradients(string model, double tolerance)
    {
        JsonElement root = JsonDocument.Parse(
            File.ReadAllText(Goldens.File("ghn", "train_step.json"))).RootElement;
        GraphHypernetwork hypernetwork = GoldenHypernetworks.Copy(model);
        var batch = GoldenHypernetworks.TensorsOf("train_batch.safetensors");
        int[] labels = [.. batch["labels"].ToArray().Select(label => (int)label)];
        using var tape = new Tape();
        foreach (TrainingNetwork network in (TrainingNetwork[])[NetworkOf("dn_bnfree2"),
            NetworkOf("dn_clean")])
        {
            var weights = hypernetwork.PredictOn(tape, network.Graph, network.Nodes, new Rng(0));
            Tensor loss = Network.Run(network.Graph, weights, tape.Input(batch["images"]),
                new ApplyContext(Training: false) { BatchStatistics = true }).CrossEntropy(labels);
            tape.Backward(loss * 0.5f);
        }

        JsonElement expected = root.GetProperty("steps").GetProperty(model)[0].GetProperty("grads_before_clip");
        foreach (JsonProperty weight in expected.EnumerateObject())
            hypernetwork.Weights[weight.Name].Gradient!.ShouldFit(weight.Value, $"{model} {weight.Name}",
                tolerance);
    }

    private static HypernetworkTraining TrainingOf(string model, JsonElement root)
    {
        var settings = new HypernetworkTrainingSettings
        {
            MetaBatch = 2,
            LearningRate = root.GetProperty("lr").GetSingle(),
            WeightDecay = root.GetProperty("weight_decay").GetSingle(),
            DecoupledDecay = false,
            ClipNorm = root.GetProperty("clip_norm").GetSingle(),
        };
        var data = new Dataset("none", Tensor.Zeros([1, 3, 32, 32]), [0], ["a"]);
        return new HypernetworkTraining(GoldenHypernetworks.Copy(model), data, _ =>
            throw new NotSupportedException(), settings, seed: 0);
    }

    // The graph is the released code's, which for one of them lacks nodes.
    private static TrainingNetwork NetworkOf(string name)
    {
        HypernetworkGraph nodes = GoldenNetwork.Load(name).Graph;
        return new TrainingNetwork(GoldenDeepNet.All().Single(golden => golden.Name == name).Build(), nodes,
            ArchitectureFeatures.Of(nodes));
    }
}
